/** The contract of reservations, messages, guests, recordings and the audit; api-types.ts has the conventions. */
import type { Audio, Clock, Day, Instant, Page } from './api-types';

// ----------------------------------------------------------------------------------------- reservations

export interface Reservation {
  id: string;
  name: string;
  starts_at: Instant;
  ends_at: Instant;
  /** Start on the restaurant's clock. */
  local_time: Clock;
  people: number;
  phone: string | null;
  notes: string | null;
  status: 'confirmed' | 'cancelled';
  /** Names of the tables, empty where tables are not kept. */
  tables: string[];
  /** The call that made it; null = made here. */
  call_id: string | null;
  /** Goes back as If-Match: the whole etag, quotes included. */
  version: string;
  updated_at: Instant;
}

/** GET /admin/reservations?day= (today if left out) */
export interface ReservationDay {
  day: Day;
  /** null = closed that day. */
  opens: Clock | null;
  closes: Clock | null;
  /** Seats in all. */
  seats: number;
  items: Reservation[];
  /** Seats taken at each step of the opening hours. */
  capacity: { time: Clock; seats_taken: number }[];
}

/**
 * POST /admin/reservations → 201 Reservation; 400 with errors; 409 (no room, closed) with errors.
 * PATCH /admin/reservations/{id} with If-Match and any of these fields → 200; 409; 412 with `current`.
 * A phone left out of a PATCH is kept (only the masked one is known here).
 * POST /admin/reservations/{id}/cancel {} with If-Match → 200 Reservation; 412 with `current`.
 */
export interface ReservationEdit {
  name?: string;
  date?: Day;
  time?: Clock;
  people?: number;
  phone?: string;
  notes?: string;
}

/** GET /admin/reservations/{id}/history: oldest first. */
export interface History {
  items: {
    at: Instant;
    /** "phone" (the agent in a call), "dashboard", "command". */
    by: string;
    call_id: string | null;
    action: 'created' | 'changed' | 'cancelled';
    /** What changed: field → [before, after]; empty when created. */
    changes: Record<string, [string | null, string | null]>;
  }[];
}

// --------------------------------------------------------------------------------- messages and the rest

/** GET /admin/messages?status=open|done|all&cursor=; open ones by default, newest first. */
export interface Message {
  id: string;
  created_at: Instant;
  name: string | null;
  phone: string | null;
  text: string;
  status: 'open' | 'done';
  call_id: string | null;
  language: string | null;
}

/** PATCH /admin/messages/{id} → 200 Message. */
export interface MessageEdit {
  status: 'open' | 'done';
}

/** GET /admin/transfers?cursor= */
export interface Transfer {
  call_id: string;
  at: Instant;
  reason: string | null;
  /** Masked. */
  to: string | null;
  /** How Twilio's Dial ended: "completed", "busy", "no-answer", "failed"; null = unknown. */
  result: string | null;
}

/** GET /admin/customers?words=&cursor= */
export interface Customer {
  id: string;
  name: string | null;
  phone: string | null;
  language: string | null;
  calls: number;
  reservations: number;
  last_seen_at: Instant | null;
}

/**
 * POST /admin/customers/{id}/erase → 200 Certificate; 409 while the guest is on the telephone; 502 where the rest follows.
 * GET /admin/customers/{id}/export: a file.
 */
export interface Certificate {
  id: string;
  requested_at: Instant;
  erased_at: Instant;
  /** How many, by kind. */
  erased: Record<string, number>;
  stays: string[];
}

/** GET /admin/recordings?cursor= */
export interface Recording extends Omit<Audio, 'url'> {
  id: string;
  /** Null while it is not here: it is being made, on its way, or was never there. */
  url: string | null;
  /** "in-progress", "completed" (on its way here), "stored", "absent", "failed", "lost". */
  status: string;
  call_id: string;
  created_at: Instant;
  duration_seconds: number | null;
  bytes: number | null;
  /** When retention deletes it; null = kept. */
  expires_at: Instant | null;
}

/** GET /admin/voices?cursor=: who agreed last comes first. */
export interface VoiceList extends Page<Voice> {
  /** VOICE_HINT. */
  is_on: boolean;
  /** Calls come as live sound; where they do not, no voice is listened to. */
  hears_calls: boolean;
}

/** DELETE /admin/voices/{id} → 204. */
export interface Voice {
  id: string;
  name: string;
  phone: string | null;
  consented_at: Instant;
  consent_language: string;
  /** What they were asked, word for word. */
  consent_text: string;
  expires_at: Instant;
  /** What was learned from, without pauses. */
  speech_seconds: number;
  /** Well enough that callers are compared with it. */
  is_known: boolean;
}

/** GET /admin/audit?cursor= */
export interface AuditRow {
  at: Instant;
  /** "log in", "log in refused", "log out", "number shown", "reservation changed", "message done", "export", … */
  action: string;
  /** What it was done to (a call, a reservation…). */
  subject: string | null;
  detail: string | null;
  /** Address of the browser. */
  address: string | null;
}
