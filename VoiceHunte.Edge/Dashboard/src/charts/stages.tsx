import type { Stage } from '../api-types';
import { milliseconds } from '../format';
import { t, word } from '../i18n';

export const STAGES: Stage[] = ['transcribe', 'understand', 'rules', 'model', 'tool', 'speech', 'store'];

interface StagesProps {
  stages: Partial<Record<Stage, number>>;
  total: number | null;
  /** Length of the whole bar, so that turns compare. */
  longest: number;
}

/** Where a turn's time went. What no stage accounts for is drawn as such. */
export function Stages({ stages, total, longest }: StagesProps) {
  const parts = STAGES.flatMap((stage) => stages[stage] === undefined ? [] : [{ stage, ms: stages[stage] }]);
  const known = parts.reduce((sum, { ms }) => sum + ms, 0);
  if (total === null && !parts.length) return <p class="muted">{t('turn_time')}: {t('not_measured')}</p>;
  const whole = Math.max(total ?? 0, known);
  const scale = 100 / Math.max(longest, whole, 1);
  let x = 0;
  return <div class="stages">
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" height="10" aria-hidden="true">
      {parts.map(({ stage, ms }) => {
        const from = x;
        x += ms * scale;
        return <rect key={stage} class={`stage-${stage}`} x={from} width={Math.max(0.3, ms * scale - 0.2)} height="10" />;
      })}
      {whole > known && <rect class="stage-rest" x={x} width={(whole - known) * scale} height="10" />}
    </svg>
    <ul class="legend">
      <li><b>{total === null ? t('not_measured') : milliseconds(total)}</b></li>
      {parts.map(({ stage, ms }) => <li key={stage}><i class={`key stage-${stage}`} />{word('stage', stage)} {milliseconds(ms)}</li>)}
    </ul>
  </div>;
}
