import { max } from 'd3-array';
import { scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { Axes, MARGIN } from './axes';
import { Frame, type ChartData } from './frame';
import { heightScale } from './scale';

interface LinesProps extends ChartData {
  title: string;
  summary: string;
  labelHead: string;
  height?: number;
}

/** Lines with gaps where nothing was measured. */
export function Lines({ labels, series, format, height = 220, ...rest }: LinesProps) {
  const indexes = labels.map((_, i) => i);
  const top = max(series, (s) => max(s.values, (value) => value ?? 0)) || 1;
  const y = heightScale(top, height - MARGIN.bottom, MARGIN.top);
  const points = (width: number) => scalePoint<number>().domain(indexes).range([MARGIN.left + 8, width - MARGIN.right - 16]);
  return <Frame {...rest} labels={labels} series={series} format={format} height={height}
    at={(x, width) => Math.round((x - MARGIN.left - 8) / (points(width).step() || 1))}
    draw={(width, cursor) => {
      const x = points(width);
      const path = line<number | null>().defined((value) => value !== null).x((_, i) => x(i)!).y((value) => y(value!));
      return <>
        <Axes y={y} width={width} height={height} labels={labels} x={(i) => x(i)!} format={format} />
        {cursor !== null && <line class="cursor" x1={x(cursor)} x2={x(cursor)} y1={MARGIN.top} y2={height - MARGIN.bottom} />}
        {series.map(({ name, tone, values }) => <g key={name} class={`line ${tone}`}>
          <path d={path(values) ?? ''} />
          {values.map((value, i) => value !== null && (cursor === i || isAlone(values, i)) &&
            <circle key={i} cx={x(i)} cy={y(value)} r={cursor === i ? 4 : 2.5} />)}
        </g>)}
      </>;
    }} />;
}

const isAlone = (values: (number | null)[], i: number) => (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
