import { store, useStore } from './store';

/** The address is the state: every filter stands in it, so that a link shows what its sender saw. */
export interface Route {
  path: string;
  query: URLSearchParams;
}

const read = (): Route => ({ path: location.pathname.replace(/(.)\/+$/, '$1'), query: new URLSearchParams(location.search) });

export const route = store<Route>(read());
export const useRoute = () => useStore(route);

export function go(href: string, replace = false): void {
  if (replace) history.replaceState(history.state, '', href);
  else history.pushState({ inside: true }, '', href);
  route.set(read());
}

/** The same page with other filters; an empty value takes the filter away, and every change starts at the first page. */
export function withQuery(changes: Record<string, string | null | undefined>): string {
  const { path, query } = read();
  const next = new URLSearchParams(query);
  next.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}

/** "?day=…&cursor=…" of the names an API route knows. */
export function queryOf(query: URLSearchParams, names: string[]): string {
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = query.get(name);
    if (value) kept.set(name, value);
  }
  const text = kept.toString();
  return text && `?${text}`;
}

addEventListener('popstate', () => route.set(read()));
addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname.startsWith('/admin/') || link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  if (link.href !== location.href) go(link.href);
});
