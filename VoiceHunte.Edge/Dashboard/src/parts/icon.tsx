import sprite from '../icons.svg';

export type IconName =
  'today' | 'book' | 'message' | 'call' | 'numbers' | 'money' | 'phone' | 'health' | 'latency' | 'settings' | 'more' |
  'ok' | 'warning' | 'failed' | 'unused' | 'info' | 'live' | 'off' | 'search' | 'left' | 'right' | 'plus' | 'close' |
  'download' | 'eye' | 'mic' | 'guest' | 'link';

/** Always beside a word, or inside something that has a label: never read out by itself. */
export const Icon = ({ name }: { name: IconName }) =>
  <svg class="icon" aria-hidden="true" focusable="false"><use href={`${sprite}#${name}`} /></svg>;
