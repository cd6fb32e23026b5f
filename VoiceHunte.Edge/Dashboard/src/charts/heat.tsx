import { max } from 'd3-array';
import { useState } from 'preact/hooks';
import { number, weekday } from '../format';
import { t } from '../i18n';
import { useWidth } from './frame';

const LEFT = 40;
const ROW = 24;

/** Weekday by hour; darker = more calls. A table to those who do not see it, and arrow keys walk it. */
export function Heat({ hours, zone }: { hours: number[][]; zone: string }) {
  const [box, width] = useWidth();
  const [cursor, setCursor] = useState<[number, number] | null>(null);
  const top = max(hours, (row) => max(row)) || 1;
  const cell = Math.max(8, (width - LEFT) / 24);
  const total = hours.flat().reduce((a, b) => a + b, 0);
  const busiest = hours.flatMap((row, d) => row.map((calls, h) => ({ d, h, calls }))).reduce((a, b) => b.calls > a.calls ? b : a, { d: 0, h: 0, calls: 0 });
  const title = t('heat_title');
  const summary = total ? t('heat_summary', { day: weekday(busiest.d), hour: `${busiest.h}:00`, zone }) : t('chart_empty');
  const onKey = (event: KeyboardEvent) => {
    const moves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [d, h] = cursor ?? [0, 0];
    setCursor([Math.max(0, Math.min(6, d + move[0])), Math.max(0, Math.min(23, h + move[1]))]);
  };
  return <figure class="chart">
    <figcaption><h2>{title}</h2><p class="muted">{summary}</p></figcaption>
    <div ref={box} class="chart-box">
      {width > 0 && <svg class="axes" width={width} height={ROW * 7 + 20} role="img" tabindex={0} aria-label={`${title}. ${summary} ${t('chart_keys')}`}
        onKeyDown={onKey} onPointerLeave={() => setCursor(null)}>
        {hours.map((row, d) => <g key={d}>
          <text x={LEFT - 8} y={d * ROW + ROW / 2} dy="0.32em" text-anchor="end">{weekday(d)}</text>
          {row.map((calls, h) => <rect key={h} class={`heat h${calls ? Math.ceil(calls / top * 5) : 0} ${cursor?.[0] === d && cursor[1] === h ? 'on' : ''}`}
            x={LEFT + h * cell + 1} y={d * ROW + 1} width={cell - 2} height={ROW - 2} rx={3} onPointerEnter={() => setCursor([d, h])} />)}
        </g>)}
        {[0, 6, 12, 18].map((h) => <text key={h} x={LEFT + (h + 0.5) * cell} y={ROW * 7 + 15} text-anchor="middle">{h}</text>)}
      </svg>}
    </div>
    <div class="chart-foot"><p class="readout" aria-live="polite">{cursor && <><b>{weekday(cursor[0])} {cursor[1]}:00</b> {t('calls_n', { n: hours[cursor[0]]![cursor[1]]! })}</>}</p>
    <details>
      <summary>{t('chart_table')}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="numbers">
          <caption class="sr">{title}</caption>
          <thead><tr><th scope="col">{t('hour')}</th>{hours.map((_, d) => <th key={d} scope="col" class="end">{weekday(d)}</th>)}</tr></thead>
          <tbody>{Array.from({ length: 24 }, (_, h) => <tr key={h}><th scope="row">{h}:00</th>{hours.map((row, d) => <td key={d} class="end">{number(row[h] ?? 0)}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </details></div>
  </figure>;
}
