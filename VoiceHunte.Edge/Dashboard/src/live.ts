import type { Board, LiveCall, LiveEvents } from './api-types';
import { store } from './store';

export type LiveName = keyof LiveEvents;
/** `stale`: nothing was heard for a minute, or the line broke and is being tried again. */
export type LineState = 'off' | 'connecting' | 'live' | 'stale';

const SILENCE = 60_000;
const HIDDEN = 60_000;
const NAMES: LiveName[] = ['call', 'turn', 'reservation', 'message', 'reset', 'ping'];

export const line = store<LineState>('off');
export const lastHeard = store<number | null>(null);
export const liveCalls = store<LiveCall[]>([]);

const listeners = new Map<LiveName, Set<(data: never) => void>>();
let board = new Map<string, LiveCall>();
let showing = 0;
let source: EventSource | null = null;
let wanted = false;
let failures = 0;
let retry = 0;
let hidden = 0;
let attempt = 0;

export function onLive<N extends LiveName>(name: N, listener: (data: LiveEvents[N]) => void): () => void {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set.add(listener as (data: never) => void));
  return () => void set.delete(listener as (data: never) => void);
}

export function startLive(): void {
  if (wanted) return;
  wanted = true;
  void connect();
}

export function stopLive(): void {
  wanted = false;
  disconnect();
  line.set('off');
  board.clear();
  show();
}

/** The board first, then the stream from the event the board is complete up to: nothing falls between the two. */
async function connect(): Promise<void> {
  disconnect();
  const mine = ++attempt;
  line.set(failures ? 'stale' : 'connecting');
  try {
    const response = await fetch('/admin/live', { credentials: 'same-origin', headers: { Accept: 'application/json' } });
    if (mine !== attempt || !wanted) return;
    if (response.status === 401) return stopLive();
    if (!response.ok) throw new Error(String(response.status));
    const { id, calls } = await response.json() as Board;
    if (mine !== attempt || !wanted) return;
    board = new Map(calls.map((call) => [call.call_id, call]));
    show();
    // What the lists missed while the line was down they fetch again.
    if (failures || lastHeard.get() !== null) tell('reset', {});
    listen(id);
  } catch {
    if (mine === attempt && wanted) later();
  }
}

function listen(after: number): void {
  const stream = source = new EventSource(`/admin/events?after=${after}`);
  stream.onopen = () => heard();
  // A browser that tries again by itself loses the board's place when the appliance was restarted: we do it.
  stream.onerror = () => stream === source && later();
  for (const name of NAMES) {
    stream.addEventListener(name, (event) => {
      if (stream !== source) return;
      heard();
      if (name === 'reset') return void connect();
      const data: unknown = JSON.parse((event as MessageEvent<string>).data || '{}');
      if (name === 'call') moveOnBoard(data as LiveCall);
      tell(name, data);
    });
  }
}

/** Words come faster than they are read: the board is kept at once and shown some ten times a second. */
function moveOnBoard(call: LiveCall): void {
  if (call.state === 'ended') board.delete(call.call_id);
  else board.set(call.call_id, call);
  showing ||= window.setTimeout(show, 80);
}

function show(): void {
  showing = 0;
  liveCalls.set([...board.values()]);
}

function tell(name: LiveName, data: unknown): void {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(data as never);
}

function heard(): void {
  failures = 0;
  // To the second: nobody reads it closer, and each change is shown.
  lastHeard.set(Math.floor(Date.now() / 1000) * 1000);
  line.set('live');
}

function later(): void {
  disconnect();
  line.set('stale');
  const longest = Math.min(30_000, 1000 * 2 ** failures++);
  retry = window.setTimeout(() => void connect(), 500 + Math.random() * longest);
}

function disconnect(): void {
  clearTimeout(retry);
  source?.close();
  source = null;
}

/** A machine that slept has a line that only looks alive. */
function wake(): void {
  if (!wanted || document.hidden) return;
  if (!source || Date.now() - (lastHeard.get() ?? 0) > SILENCE) void connect();
}

addEventListener('online', () => wanted && void connect());
addEventListener('offline', () => wanted && line.set('stale'));
document.addEventListener('visibilitychange', () => {
  clearTimeout(hidden);
  // A browser keeps six connections to one place: a tab nobody looks at gives its own back.
  if (document.hidden) hidden = window.setTimeout(() => { disconnect(); line.set('stale'); }, HIDDEN);
  else wake();
});
// A page that is left may be kept for the way back, and would keep its connection with it.
addEventListener('pagehide', disconnect);
addEventListener('pageshow', (event) => event.persisted && wake());
setInterval(() => {
  if (source && Date.now() - (lastHeard.get() ?? Date.now()) > SILENCE) {
    line.set('stale');
    wake();
  }
}, 10_000);
