import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Problem, Session } from './api-types';
import { onLive, type LiveName } from './live';
import { store } from './store';

/** Shortest time between two fetches of one list because of events. */
const BETWEEN = 3000;

export const session = store<Session | null>(null);

/** Status 0: the appliance was not reached at all. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly problem: Problem | null, readonly retryAfter: number | null = null) {
    super(problem?.detail ?? problem?.title ?? String(status));
  }

  /** What is wrong with one field of a form. */
  field(name: string): string | undefined {
    return this.problem?.errors?.[name]?.join('; ');
  }
}

interface Request {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** The version that is being changed. */
  ifMatch?: string;
  signal?: AbortSignal;
}

export async function api<T>(path: string, { method = 'GET', body, ifMatch, signal }: Request = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['Content-Type'] = 'application/json';
  if (ifMatch) headers['If-Match'] = ifMatch;
  let response: Response;
  try {
    response = await fetch(path, {
      method, headers, credentials: 'same-origin', signal: signal ?? null,
      body: method === 'GET' ? null : JSON.stringify(body ?? {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, null);
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const problem = await response.json().catch(() => null) as Problem | null;
  const current = session.get();
  if (response.status === 401 && current?.signed_in) session.set({ ...current, signed_in: false });
  throw new ApiError(response.status, problem, Number(response.headers.get('Retry-After')) || null);
}

export interface Fetched<T> {
  /** What was last had, also while it is fetched again and after that failed. */
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  /** When `data` came. */
  at: number | null;
  reload(): void;
}

/** Fetches a path, again when it changes and when one of these events comes; the old data stays until the new is there. */
export function useApi<T>(path: string, events: LiveName[] = []): Fetched<T> {
  const [state, setState] = useState<Omit<Fetched<T>, 'reload'> & { path: string }>({ data: null, error: null, loading: true, at: null, path });
  const running = useRef<AbortController | null>(null);
  const load = useCallback(() => {
    running.current?.abort();
    const controller = running.current = new AbortController();
    setState((old) => ({ ...old, loading: true }));
    api<T>(path, { signal: controller.signal }).then(
      (data) => setState({ data, error: null, loading: false, at: Date.now(), path }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const seen = error instanceof ApiError ? error : new ApiError(0, null);
        setState((old) => ({ ...old, data: old.path === path ? old.data : null, error: seen, loading: false, path }));
      });
  }, [path]);
  useEffect(() => {
    load();
    return () => running.current?.abort();
  }, [load]);
  useEffect(() => {
    let timer = 0;
    let last = 0;
    // A lively call sends several events a second: the first fetches at once, the rest wait for one another.
    const soon = () => {
      if (timer) return;
      timer = window.setTimeout(() => {
        timer = 0;
        last = Date.now();
        load();
      }, Math.max(150, last + BETWEEN - Date.now()));
    };
    const stops = [...events, 'reset' as const].map((name) => onLive(name, soon));
    addEventListener('online', soon);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      removeEventListener('online', soon);
    };
  }, [load, events.join()]);
  return { ...state, reload: load };
}
