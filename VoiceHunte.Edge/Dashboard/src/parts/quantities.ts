import { duration, number } from '../format';
import { word } from '../i18n';

/** "812 tokens in, 4:00": what was counted, and times as a clock shows them. */
export const quantities = (counted: Record<string, number>) =>
  Object.entries(counted).map(([name, value]) => name === 'milliseconds' ? duration(value / 1000) : `${number(value, 1)} ${word('quantity', name)}`).join(', ');
