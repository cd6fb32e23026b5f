/**
 * The contract between the dashboard and the appliance: what every route below /admin takes and gives.
 *
 * Conventions
 *  - JSON in snake_case. A field is always there; null means "not measured" or "not known", never 0 or "".
 *  - Times are ISO 8601 in UTC ("2026-05-12T17:30:00Z"). Days are "YYYY-MM-DD" and clock times "HH:MM",
 *    both in the restaurant's own zone (Session.time_zone); buckets are cut on the server in that zone.
 *  - Money is an integer number of micro-dollars (1 USD = 1 000 000). null = unpriced or not measured.
 *  - Lists are paged by key: `{items, next}`; `next` goes back as `?cursor=`, null means there is no older page.
 *  - Telephone numbers come masked ("+421 ••• ••• 123") except from POST /admin/calls/{id}/number.
 *  - Unsafe methods carry `Content-Type: application/json` and come from the same origin, or are refused (403).
 *  - Errors are application/problem+json (Problem). 401 on any route means: sign in again.
 *  - The rest of the contract: api-book.ts (reservations, messages, guests), api-figures.ts (analytics, money, health, practice).
 *  - 501 means: this part is not set up (`detail` says what is missing); the page shows that as a choice, not as a fault.
 *  - Every list has a `.csv` and a `.json` twin with the same filters and no cursor (see "Export" at the end).
 */

import type { Message, Reservation } from './api-book';

export type * from './api-book';
export type * from './api-figures';

/** An instant in UTC. */
export type Instant = string;
/** A calendar day in the restaurant's zone, "YYYY-MM-DD". */
export type Day = string;
/** A clock time in the restaurant's zone, "HH:MM". */
export type Clock = string;
/** Micro-dollars; null = unpriced or not measured. */
export type Money = number | null;

export interface Page<T> {
  items: T[];
  /** Key of the next (older) page, or null. */
  next: string | null;
}

/** RFC 9457. `status` equals the HTTP status. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string | null;
  /** Present on 400 and 409: which field, and in a short English sentence why. */
  errors?: Record<string, string[]>;
  /** Present on 412 of a reservation: how it stands now. */
  current?: Reservation;
}

// ---------------------------------------------------------------------------------------------- session

/** GET /admin/session: the one route that needs no sign-in. */
export interface Session {
  restaurant: string;
  /** IANA name, "Europe/Bratislava". */
  time_zone: string;
  /** Languages the telephone answers in: "en", "ru", "uk", "sk"; the first is the restaurant's own. */
  languages: string[];
  /** False where the appliance was set up without a token: everybody on this machine is let in. */
  needs_token: boolean;
  signed_in: boolean;
  /** The page came over HTTPS (or from this machine): the cookie is protected. False shows a lasting banner. */
  secure: boolean;
  version: string;
  currency: 'USD';
}

/** POST /admin/session → 204 and a cookie; 401 wrong token; 429 with Retry-After (seconds). */
export interface SignIn {
  token: string;
}
// DELETE /admin/session → 204: signs this browser out. DELETE /admin/sessions → 204: signs everybody out.

// ------------------------------------------------------------------------------------------------ today

/** GET /admin/today */
export interface Today {
  answering: boolean;
  /** Why not (or what is wanting although it answers): a word of AnswerReason, null when all is well. */
  reason: AnswerReason | null;
  live_calls: number;
  /** What waits for a person. */
  open_messages: number;
  failed_bookings: number;
  /** Tonight hour by hour, opening hours only: covers (guests seated then) of capacity. */
  hours: { time: Clock; covers: number; capacity: number }[];
  /** Guests expected today, cancelled ones left out. */
  covers: number;
  calls: number;
  missed: number;
  spent_micro_usd: Money;
  /** The day's limit; null = none set. */
  limit_micro_usd: Money;
  day: Day;
  /** Today's reservations by time, cancelled ones too. */
  reservations: Reservation[];
}

export type AnswerReason = 'draining' | 'not_configured' | 'over_limit' | 'model_failing' | 'speech_failing' | 'database_failing' | 'disk_full';

// ----------------------------------------------------------------------------------------- live calls

/**
 * State of a call now on the line. `ended` comes only in an event and removes the call from the board.
 */
export type LiveState = 'ringing' | 'listening' | 'thinking' | 'speaking' | 'transferring' | 'ended';

export interface LiveCall {
  call_id: string;
  state: LiveState;
  /** Language of the conversation, null until known. */
  language: string | null;
  /** The caller's last words, whole or so far. */
  last_words: string | null;
  /** Our last answer. */
  last_answer: string | null;
  /** How the call is carried. */
  mode: CallMode;
  /** Step of the fall-back ladder it stands on ("realtime", "pipeline", "gather"), null when not laddered. */
  ladder: string | null;
  number: string | null;
  started_at: Instant;
}

/** "gather" = by webhook, "relay" = ConversationRelay, "stream" = media stream, "text" = in text, the test phone among them. */
export type CallMode = 'gather' | 'relay' | 'stream' | 'text';

/** GET /admin/live: the board as it stands. `id` is the event it is complete up to: open the stream with ?after=id. */
export interface Board {
  id: number;
  calls: LiveCall[];
}

/**
 * GET /admin/events (text/event-stream): `?after=` or Last-Event-ID resumes.
 * The event's name is the key, its data the JSON of the value; every event has a monotonic id.
 */
export interface LiveEvents {
  /** A live call's new state; `ended` removes it. */
  call: LiveCall;
  /** A turn was stored. */
  turn: { call_id: string; turn_id: number };
  /** A reservation was made, changed or cancelled, by anybody. */
  reservation: { id: string; day: Day };
  /** A message was left, or its status changed. */
  message: { id: string };
  /** Too much was missed: fetch the board and whatever list is shown again. Data is `{}`. */
  reset: Record<string, never>;
  /** Every 20 s, so that silence means a dead line. Data is `{}`. */
  ping: Record<string, never>;
}

// ------------------------------------------------------------------------------------------------ calls

export type Outcome = 'booked' | 'changed' | 'cancelled' | 'answered' | 'transferred' | 'message' | 'missed' | 'failed' | 'live';

/**
 * GET /admin/calls?words=&number=&from=&to=&language=&outcome=&cursor=&limit=
 * from, to are Days, both included. Newest first. `missed` = hung up before saying anything.
 */
export interface CallList extends Page<CallRow> {
  /** How many match, where that is cheap to know. */
  total: number | null;
  /** Set when the search stopped at its time budget: `next` goes on from there. */
  searched_back_to: Instant | null;
}

export interface CallRow {
  call_id: string;
  started_at: Instant;
  /** null while it lasts. */
  duration_seconds: number | null;
  language: string | null;
  number: string | null;
  mode: CallMode;
  outcome: Outcome;
  turns: number;
  cost_micro_usd: Money;
  /** Where words were searched: the turn they were found in; else the caller's first words. */
  snippet: string | null;
}

/** GET /admin/calls/{id} */
export interface Call extends CallRow {
  ended_at: Instant | null;
  turn_list: Turn[];
  reservations: Reservation[];
  messages: Message[];
  usage: Usage[];
  /** Recordings of the whole call; `media` URLs serve ranges and need the same cookie. */
  recordings: Audio[];
}

export interface Turn {
  turn_id: number;
  created_at: Instant;
  heard: string | null;
  /** 0 to 1. */
  confidence: number | null;
  language: string | null;
  intent: string | null;
  /** Slot → value after this turn, all as text. null = nothing was to be understood. */
  understood: Record<string, string> | null;
  tools: ToolCall[];
  said: string | null;
  /** What the caller heard of `said` before cutting in; null = all of it. Always a prefix of `said`. */
  heard_by_caller: string | null;
  /** What answered: "model", "rules", "phrase", "realtime"… */
  source: string | null;
  /** End of the caller's speech → first sound of ours. */
  latency_ms: number | null;
  /** Parts of it in order: Stage → ms. Unmeasured stages are left out. */
  stages: Partial<Record<Stage, number>>;
  cost_micro_usd: Money;
  audio: Audio[];
  /** Whether the voice was like that of a guest of this number; null = nobody compared. */
  voice_hint: 'likely' | 'unsure' | 'unknown' | null;
  /** How alike: 1 the same, about 0 strangers. */
  voice_score: number | null;
}

/** In the order in which a turn goes through them. */
export type Stage = 'transcribe' | 'understand' | 'rules' | 'model' | 'tool' | 'speech' | 'store';

export interface ToolCall {
  name: string;
  arguments: Record<string, unknown> | null;
  /** As text, JSON or not. */
  result: string | null;
  ok: boolean;
  ms: number | null;
}

export interface Audio {
  kind: 'caller' | 'answer' | 'call';
  /** MIME type, "audio/wav". */
  format: string;
  /** Path on this origin. */
  url: string;
}

/** One line of use, as the supplier will bill it. */
export interface Usage {
  kind: UsageKind;
  model: string | null;
  /** What was counted: {"input_tokens": 812, "seconds": 14}. */
  quantities: Record<string, number>;
  cost_micro_usd: Money;
}

export type UsageKind = 'chat' | 'speech' | 'transcription' | 'realtime' | 'telephony' | 'recording';

/** POST /admin/calls/{id}/number {} → the whole number; written to the audit. 404 when withheld. */
export interface Revealed {
  number: string;
}

// ----------------------------------------------------------------------------------------------- export
//
// /admin/calls.csv, /admin/calls.json, and likewise reservations, messages, analytics, money: the filters of the
// page, all rows, streamed as an attachment. CSV is UTF-8 with a mark, all cells quoted, and cells that a
// spreadsheet would take for a formula begin with an apostrophe. Reservations also take ?from=&to= here.
// 204 = nothing matches: the page says so instead of saving an empty file. It asks by HEAD first.
