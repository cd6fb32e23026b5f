import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { session } from '../api';

interface PageProps {
  title: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** One h1 a page, which takes the focus after a navigation, and the title of the tab. */
export function Page({ title, actions, children }: PageProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (history.state?.inside) head.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = `${title} · ${session.get()?.restaurant ?? 'VoiceHunte'}`;
  }, [title]);
  return <>
    <header class="page-head">
      <h1 ref={head} tabIndex={-1}>{title}</h1>
      {actions && <div class="actions">{actions}</div>}
    </header>
    {children}
  </>;
}

interface CardProps {
  title?: string;
  actions?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

export const Card = ({ title, actions, class: name = '', children }: CardProps) =>
  <section class={`card ${name}`}>
    {(title || actions) && <div class="card-head">{title && <h2>{title}</h2>}{actions}</div>}
    {children}
  </section>;

interface StatProps {
  label: string;
  value: ComponentChildren;
  note?: ComponentChildren;
  href?: string;
  tone?: 'ok' | 'warn' | 'bad' | undefined;
}

export const Stat = ({ label, value, note, href, tone }: StatProps) => {
  const inside = <>
    <span class="stat-label">{label}</span>
    <span class={`stat-value ${tone ?? ''}`}>{value}</span>
    {note && <span class="stat-note">{note}</span>}
  </>;
  return href ? <a class="stat" href={href}>{inside}</a> : <div class="stat">{inside}</div>;
};
