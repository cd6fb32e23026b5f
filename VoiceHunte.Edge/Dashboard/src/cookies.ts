/** Two tastes of this browser. The server writes them into the page, so that it is right from the first paint. */
export type Theme = 'light' | 'dark' | 'system';

const YEAR = 31_536_000;

export function cookie(name: string): string | null {
  return document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

export function keep(name: 'theme' | 'lang', value: string): void {
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`;
}

export function theme(): Theme {
  const kept = cookie('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function setTheme(next: Theme): void {
  keep('theme', next);
  document.documentElement.dataset['theme'] = next;
}
