import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Money, Outcome } from '../api-types';
import { ago, dateTime, dollars } from '../format';
import { t, word } from '../i18n';
import { Icon, type IconName } from './icon';

/** What somebody said or wrote: text, whatever it looks like, and no direction mark of it reaches its neighbours. */
export const Said = ({ text, lang, class: name }: { text: string; lang?: string | null | undefined; class?: string }) =>
  <bdi class={name} lang={lang ?? undefined}>{text}</bdi>;

export const NotMeasured = () => <span class="muted">{t('not_measured')}</span>;

export const Dollars = ({ of }: { of: Money }) => of === null ? <NotMeasured /> : <>{dollars(of)}</>;

export const When = ({ at }: { at: string }) => <time dateTime={at} title={dateTime(at)}>{dateTime(at)}</time>;

/** "3 min ago", which ages by itself. */
export function Ago({ at }: { at: string | number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
  const instant = new Date(at).toISOString();
  return <time dateTime={instant} title={dateTime(instant)}>{ago(at)}</time>;
}

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'quiet';

/** A state is a shape, a word and a colour. */
export const Tag = ({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ComponentChildren }) =>
  <span class={`tag ${tone}`}>{icon && <Icon name={icon} />}{children}</span>;

const OUTCOMES: Record<Outcome, [Tone, IconName]> = {
  booked: ['ok', 'book'], changed: ['ok', 'book'], cancelled: ['quiet', 'close'], answered: ['ok', 'ok'],
  transferred: ['info', 'right'], message: ['info', 'message'], missed: ['warn', 'warning'], failed: ['bad', 'failed'], live: ['info', 'live'],
};

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const [tone, icon] = OUTCOMES[outcome] ?? ['quiet', 'info'];
  return <Tag tone={tone} icon={icon}>{word('outcome', outcome)}</Tag>;
}

export const Slots = ({ slots, before }: { slots: Record<string, string>; before?: Record<string, string> | null | undefined }) =>
  <ul class="slots">
    {Object.entries(slots).map(([name, value]) => {
      const changed = before?.[name] !== undefined && before[name] !== value;
      return <li key={name} class={changed ? 'slot changed' : 'slot'}>
        <span class="muted">{word('slot', name)}</span> <Said text={value} />
        {changed && <span class="muted"> ({t('slot_was')} <Said text={before![name]!} />)</span>}
      </li>;
    })}
  </ul>;
