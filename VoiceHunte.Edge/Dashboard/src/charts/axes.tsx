import type { Height } from './scale';

export const MARGIN = { top: 8, right: 8, bottom: 24, left: 56 };

interface AxesProps {
  y: Height;
  width: number;
  height: number;
  labels: string[];
  x: (index: number) => number;
  format: (value: number) => string;
}

/** Lines across at round values; as many labels below as have room. */
export function Axes({ y, width, height, labels, x, format }: AxesProps) {
  const longest = Math.max(...labels.map((label) => label.length), 1);
  const room = Math.max(1, Math.floor((width - MARGIN.left) / (longest * 7 + 14)));
  const step = Math.ceil(labels.length / room);
  return <g class="axes">
    {y.ticks.map((value) => <g key={value}>
      <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} />
      <text x={MARGIN.left - 8} y={y(value)} dy="0.32em" text-anchor="end">{format(value)}</text>
    </g>)}
    {labels.map((label, i) => i % step === 0 &&
      <text key={label} x={x(i)} y={height - 6} text-anchor="middle">{label}</text>)}
  </g>;
}
