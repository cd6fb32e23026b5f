import { render, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, ApiError, session } from './api';
import type { Session } from './api-types';
import { preferred, speak, t, useLanguage } from './i18n';
import { line, startLive, stopLive } from './live';
import { reasonOf, Skeleton } from './parts/states';
import { useRoute } from './router';
import { Shell } from './shell';
import { SignIn } from './signin';
import { useStore } from './store';

type PageModule = { default: ComponentType<{ id: string }> };
const PAGES: Record<string, () => Promise<PageModule>> = {
  '/': () => import('./pages/today'),
  '/reservations': () => import('./pages/reservations'),
  '/messages': () => import('./pages/messages'),
  '/calls': () => import('./pages/calls'),
  '/calls/{id}': () => import('./pages/call'),
  '/numbers': () => import('./pages/numbers'),
  '/money': () => import('./pages/money'),
  '/voices': () => import('./pages/voices'),
  '/phone': () => import('./pages/phone'),
  '/state': () => import('./pages/state'),
  '/latency': () => import('./pages/latency'),
  '/settings': () => import('./pages/settings'),
};

/** The page's part did not come: no connection, or the appliance was updated and has other parts now. */
const Outdated = () => <div class="empty">
  <p class="empty-title">{t(line.get() === 'live' ? 'outdated' : 'error_offline')}</p>
  <button class="button primary" onClick={() => location.reload()}>{t('reload')}</button>
</div>;

interface Shown {
  key: string;
  View: ComponentType<{ id: string }> | null;
}

function App() {
  const { path } = useRoute();
  const language = useLanguage();
  const now = useStore(session)!;
  const id = path.startsWith('/calls/') ? path.slice('/calls/'.length) : '';
  const key = id ? '/calls/{id}' : path;
  const [shown, setShown] = useState<Shown | null>(null);
  const inside = now.signed_in || !now.needs_token;
  useEffect(() => {
    if (inside) startLive();
    else stopLive();
  }, [inside]);
  useEffect(() => {
    if (!inside) return;
    let wanted = true;
    const load = PAGES[key] ?? (() => import('./pages/missing'));
    load().then(
      ({ default: View }) => wanted && setShown({ key, View }),
      () => wanted && setShown({ key, View: Outdated }));
    return () => {
      wanted = false;
    };
  }, [key, inside]);
  if (!inside) return <SignIn key={language} />;
  const View = shown?.key === key ? shown.View : null;
  return <Shell key={language}>{View ? <View key={path} id={id} /> : <Skeleton />}</Shell>;
}

async function start(): Promise<void> {
  const root = document.getElementById('app')!;
  try {
    const now = await api<Session>('/admin/session');
    await speak(preferred(now.languages));
    session.set(now);
    render(<App />, root);
  } catch (error) {
    await speak(preferred([]));
    render(<main class="signin">
      <div class="card">
        <h1>{t('error_offline_title')}</h1>
        <p>{error instanceof ApiError ? reasonOf(error) : t('error_title')}</p>
        <button class="button primary" onClick={() => location.reload()}>{t('retry')}</button>
      </div>
    </main>, root);
  }
}

void start();
