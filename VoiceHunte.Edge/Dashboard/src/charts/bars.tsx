import { max, sum } from 'd3-array';
import { scaleBand } from 'd3-scale';
import { stack } from 'd3-shape';
import { Axes, MARGIN } from './axes';
import { Frame, type ChartData } from './frame';
import { heightScale } from './scale';

interface BarsProps extends ChartData {
  title: string;
  summary: string;
  labelHead: string;
  height?: number;
  /** A line over the bars: capacity, a limit. */
  limit?: { name: string; values: number[] };
}

/** Stacked bars. */
export function Bars({ labels, series, format, height = 200, limit, ...rest }: BarsProps) {
  const indexes = labels.map((_, i) => i);
  const top = Math.max(1, max(indexes, (i) => sum(series, (s) => s.values[i] ?? 0)) ?? 0, max(limit?.values ?? []) ?? 0);
  const y = heightScale(top, height - MARGIN.bottom, MARGIN.top);
  const layers = stack<number, number>().keys(series.map((_, k) => k)).value((i, k) => series[k]!.values[i] ?? 0)(indexes);
  const band = (width: number) => scaleBand<number>().domain(indexes).range([MARGIN.left, width - MARGIN.right]).padding(0.25);
  const shown = limit ? [...series, { name: limit.name, tone: 'tone-limit', values: limit.values }] : series;
  return <Frame {...rest} labels={labels} series={shown} format={format} height={height}
    at={(x, width) => Math.floor((x - MARGIN.left) / band(width).step())}
    draw={(width, cursor) => {
      const x = band(width);
      const middle = (i: number) => x(i)! + x.bandwidth() / 2;
      return <>
        <Axes y={y} width={width} height={height} labels={labels} x={middle} format={format} />
        {cursor !== null && <rect class="cursor" x={x(cursor)! - x.step() * 0.125} width={x.step()} y={MARGIN.top} height={height - MARGIN.bottom - MARGIN.top} />}
        {layers.map((layer, k) => layer.map(([from, to], i) => to > from &&
          <rect key={`${k}-${i}`} class={series[k]!.tone} x={x(i)} width={x.bandwidth()} y={y(to)} height={Math.max(1, y(from) - y(to))} />))}
        {limit?.values.map((value, i) => <line key={i} class="limit" x1={x(i)! - 2} x2={x(i)! + x.bandwidth() + 2} y1={y(value)} y2={y(value)} />)}
      </>;
    }} />;
}
