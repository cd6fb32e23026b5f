import { store, useStore } from '../store';

const toast = store<{ text: string; tone: 'ok' | 'bad' } | null>(null);
let timer = 0;

export function say(text: string, tone: 'ok' | 'bad' = 'ok'): void {
  toast.set({ text, tone });
  clearTimeout(timer);
  timer = window.setTimeout(() => toast.set(null), 6000);
}

export function Toast() {
  const now = useStore(toast);
  return <div class="toasts" role="status">{now && <p class={`toast ${now.tone}`}>{now.text}</p>}</div>;
}
