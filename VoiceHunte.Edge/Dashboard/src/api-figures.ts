/** The contract of analytics, money, health and the test phone; api-types.ts has the conventions. */
import type { Day, Instant, Money, Outcome, Stage, Usage, UsageKind } from './api-types';

// -------------------------------------------------------------------------------------------- analytics

/** GET /admin/analytics?from=&to= (both Days, included; the last 28 days if left out; at most 400 days). */
export interface Analytics {
  time_zone: string;
  days: AnalyticsDay[];
  /** [weekday][hour] → calls begun; weekday 0 = Monday; 7 rows of 24. */
  hours: number[][];
  intents: { intent: string; turns: number; succeeded: number }[];
  /** Per stage: one row with day null for the whole span, and one for each day. Also a stage "turn" (whole). */
  latency: StageLatency[];
  /** The slowest 20 turns of the span. */
  slowest: SlowTurn[];
}

export interface AnalyticsDay {
  day: Day;
  calls: number;
  minutes: number;
  missed: number;
  outcomes: Partial<Record<Outcome, number>>;
  languages: Record<string, number>;
  /** Calls that ended well without being handed over. */
  without_human: number;
  /** Turns in which the caller corrected us, and in which we had to ask again. */
  corrections: number;
  repeats: number;
  turns: number;
  confidence_mean: number | null;
  /** Turns heard with low confidence. */
  low_confidence: number;
}

export interface StageLatency {
  stage: Stage | 'turn';
  day: Day | null;
  count: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface SlowTurn {
  call_id: string;
  turn_id: number;
  latency_ms: number;
  stages: Partial<Record<Stage, number>>;
  created_at: Instant;
}

// ------------------------------------------------------------------------------------------------ money

/** GET /admin/money?from=&to= (this month if left out) */
export interface Spending {
  today_micro_usd: Money;
  month_micro_usd: Money;
  /** The day's limit; null = none set. */
  limit_micro_usd: Money;
  /** What the month will come to at this pace. */
  forecast_micro_usd: Money;
  state: 'ok' | 'warning' | 'over';
  days: { day: Day; by_kind: Partial<Record<UsageKind, number>> }[];
  kinds: (Usage & { uses: number })[];
  per_booking_micro_usd: Money;
  /** Models used that have no price: their cost is missing from every sum. */
  unpriced: string[];
  /** Day of the price list, null where none is loaded. */
  prices_as_of: Day | null;
  /** Callers and limits: who was held back, by which limit, how often. */
  limits_hit: { at: Instant; number: string | null; limit: string; hits: number }[];
}

// ----------------------------------------------------------------------------------------------- health

/** GET /admin/health. `unused` is grey, never red. detail and advice are English sentences of the appliance. */
export interface Health {
  lines: {
    group: string;
    name: string;
    state: 'ok' | 'warning' | 'failed' | 'unused';
    detail: string | null;
    advice: string | null;
  }[];
}

// --------------------------------------------------------------------------------------------- practice

/** POST /admin/practice. The first has neither call_id nor heard: the greeting comes back. */
export interface PracticeTurn {
  call_id?: string;
  language?: string;
  /** Number to ring from, E.164. */
  from?: string;
  heard?: string;
  /** Keys pressed. */
  digits?: string;
  /** Keep bookings and messages of this call; false = they are undone. */
  keep: boolean;
}

export interface PracticeAnswer {
  call_id: string;
  said: string | null;
  twiml: string | null;
  heard: string | null;
  understood: Record<string, string> | null;
  intent: string | null;
  language: string | null;
  ended: boolean;
  /** Number that would have been dialled (masked), when handed over. */
  dialled: string | null;
  source: string | null;
  latency_ms: number | null;
}
