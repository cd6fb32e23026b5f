import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';

export interface Series {
  name: string;
  /** A class of charts.css: colour comes from tokens, so that both themes have their own. */
  tone: string;
  /** null = not measured: a gap, never a nought. */
  values: (number | null)[];
}

export interface ChartData {
  labels: string[];
  series: Series[];
  format: (value: number) => string;
}

interface FrameProps extends ChartData {
  title: string;
  /** What the picture says, in one sentence. */
  summary: string;
  labelHead: string;
  height: number;
  legend?: boolean;
  /** Where the cursor stands is drawn by the chart itself. */
  draw: (width: number, cursor: number | null) => ComponentChildren;
  /** Which label lies at this x. */
  at: (x: number, width: number) => number;
}

/** What every chart has: a sentence, a cursor for mouse and arrow keys that is read out, and the same numbers as a table. */
export function Frame({ title, summary, labelHead, labels, series, format, height, legend = series.length > 1, draw, at }: FrameProps) {
  const [box, width] = useWidth();
  const [cursor, setCursor] = useState<number | null>(null);
  const last = labels.length - 1;
  const onKey = (event: KeyboardEvent) => {
    const moves: Record<string, number | null> = {
      ArrowLeft: Math.max(0, (cursor ?? labels.length) - 1), ArrowRight: Math.min(last, (cursor ?? -1) + 1), Home: 0, End: last, Escape: null,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    setCursor(moves[event.key]!);
  };
  const onMove = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setCursor(Math.max(0, Math.min(last, at(x, width))));
  };
  return <figure class="chart">
    <figcaption><h2>{title}</h2><p class="muted">{summary}</p></figcaption>
    {legend && <ul class="legend">{series.map(({ name, tone }) => <li key={name}><i class={`key ${tone}`} />{name}</li>)}</ul>}
    <div ref={box} class="chart-box">
      {width > 0 && <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" tabindex={0} aria-label={`${title}. ${summary} ${t('chart_keys')}`}
        onKeyDown={onKey} onPointerMove={onMove} onPointerDown={onMove} onPointerLeave={() => setCursor(null)}>
        {draw(width, cursor)}
      </svg>}
    </div>
    <div class="chart-foot"><p class="readout" aria-live="polite">
      {cursor !== null && cursor <= last && <><b>{labels[cursor]}</b> {series.map(({ name, tone, values }) =>
        <span key={name} class="nowrap"><i class={`key ${tone}`} />{name} {cell(values[cursor], format)} </span>)}</>}
    </p>
    <details>
      <summary>{t('chart_table')}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="numbers">
          <caption class="sr">{title}</caption>
          <thead><tr><th scope="col">{labelHead}</th>{series.map(({ name }) => <th key={name} scope="col" class="end">{name}</th>)}</tr></thead>
          <tbody>{labels.map((label, i) => <tr key={label}>
            <th scope="row">{label}</th>{series.map(({ name, values }) => <td key={name} class="end">{cell(values[i], format)}</td>)}
          </tr>)}</tbody>
        </table>
      </div>
    </details></div>
  </figure>;
}

const cell = (value: number | null | undefined, format: (value: number) => string) => value == null ? t('not_measured') : format(value);

/** Drawn at its real width, so that letters are as large on a phone as on a desk. */
export function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return [box, width] as const;
}
