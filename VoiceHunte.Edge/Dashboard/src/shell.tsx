import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { api, session } from './api';
import { setTheme, theme } from './cookies';
import { t, type Key } from './i18n';
import { lastHeard, line, liveCalls } from './live';
import { Ago } from './parts/bits';
import { Icon, type IconName } from './parts/icon';
import { Toast } from './parts/toast';
import { useRoute } from './router';
import { useStore } from './store';

type Link = [href: string, key: Key, icon: IconName];
const RESTAURANT: Link[] = [
  ['/', 'nav.today', 'today'], ['/reservations', 'nav.reservations', 'book'], ['/messages', 'nav.messages', 'message'], ['/calls', 'nav.calls', 'call'],
  ['/numbers', 'nav.numbers', 'numbers'], ['/money', 'nav.money', 'money'], ['/voices', 'nav.voices', 'guest'], ['/phone', 'nav.phone', 'phone'],
];
const ENGINE: Link[] = [['/state', 'nav.state', 'health'], ['/latency', 'nav.latency', 'latency'], ['/settings', 'nav.settings', 'settings']];

/** The rail on a desk; on a phone a bar below with the first four and the rest under "More". */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useRoute();
  const menu = useRef<HTMLDivElement>(null);
  const now = useStore(session)!;
  useEffect(() => {
    if (menu.current?.matches(':popover-open')) menu.current.hidePopover();
  }, [path]);
  const skip = (event: Event) => {
    event.preventDefault();
    document.getElementById('main')?.focus();
  };
  const active = (href: string) => href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
  const link = ([href, key, icon]: Link) =>
    <li key={href}><a href={href} aria-current={active(href) ? 'page' : undefined}><Icon name={icon} /><span>{t(key)}</span></a></li>;
  return <>
    <a class="skip" href="#main" onClick={skip}>{t('skip')}</a>
    {!now.secure && <aside class="insecure"><Icon name="warning" />{t('insecure')}</aside>}
    <header class="top">
      <a class="brand" href="/"><bdi>{now.restaurant}</bdi></a>
      <Line />
    </header>
    <div class="frame">
      <nav class="rail" aria-label={t('nav')}>
        <h2>{t('nav.restaurant')}</h2>
        <ul>{RESTAURANT.map(link)}</ul>
        <h2>{t('nav.engine')}</h2>
        <ul>{ENGINE.map(link)}</ul>
        <ThemeButton />
        {now.needs_token && <button class="button plain" onClick={() => void signOut()}>{t('sign_out')}</button>}
      </nav>
      <main id="main" tabIndex={-1}>{children}</main>
    </div>
    <nav class="bar" aria-label={t('nav')}>
      <ul>
        {RESTAURANT.slice(0, 4).map(link)}
        <li><button type="button" popovertarget="more"><Icon name="more" /><span>{t('nav.more')}</span></button></li>
      </ul>
      <div id="more" ref={menu} popover="auto" class="menu">
        <ul>{[...RESTAURANT.slice(4), ...ENGINE].map(link)}</ul>
        <ThemeButton />
        {now.needs_token && <button class="button plain" onClick={() => void signOut()}>{t('sign_out')}</button>}
      </div>
    </nav>
    <Toast />
  </>;
}

async function signOut(): Promise<void> {
  await api('/admin/session', { method: 'DELETE' });
  session.set({ ...session.get()!, signed_in: false });
}

function ThemeButton() {
  const next = document.documentElement.dataset['theme'] === 'dark' || (theme() === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  return <button class="button plain" type="button" onClick={() => setTheme(next ? 'light' : 'dark')}>{t('theme_switch')}</button>;
}

/** Whether what is seen is now: a shape, a word and, when it is not, its age. */
function Line() {
  const state = useStore(line);
  const last = useStore(lastHeard);
  const calls = useStore(liveCalls).length;
  return <p class={`connection ${state}`} role="status">
    <Icon name={state === 'live' ? 'live' : 'off'} />
    {state === 'live' ? t('line_live') : state === 'stale' ? t('line_stale') : t('line_connecting')}
    {state === 'stale' && last && <> · <Ago at={last} /></>}
    {state === 'live' && calls > 0 && <> · {t('calls_n', { n: calls })}</>}
  </p>;
}
