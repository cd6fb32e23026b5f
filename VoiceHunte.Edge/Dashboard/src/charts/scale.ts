import { nice, ticks } from 'd3-array';

export interface Height {
  (value: number): number;
  ticks: number[];
}

/** From nought to a round value above the highest. d3 knows what is round; a straight line is ours. */
export function heightScale(top: number, from: number, to: number): Height {
  const [, highest] = nice(0, top, 4);
  return Object.assign((value: number) => from + (to - from) * value / highest, { ticks: ticks(0, highest, 4) });
}
