import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiError, session } from '../api';
import type { PracticeAnswer, PracticeTurn } from '../api-types';
import { languageName } from '../format';
import { language, t } from '../i18n';
import { Choice, Field } from '../parts/form';
import { Icon } from '../parts/icon';
import { Card, Page } from '../parts/page';
import { PracticeEntry, type Entry } from '../parts/practice-entry';
import { reasonOf } from '../parts/states';
import { Talk } from '../parts/talk';
import { canSpeak, hush, speakAloud } from '../speech';

/** A call without a telephone: the same desk, the same mind, the same tools, and nothing is kept unless it is wished. */
export default function Phone() {
  const languages = session.get()!.languages;
  const [tongue, setTongue] = useState(languages.find((tag) => tag === language.get()) ?? languages[0] ?? 'en');
  const [from, setFrom] = useState('');
  const [keep, setKeep] = useState(false);
  const [aloud, setAloud] = useState(false);
  const [call, setCall] = useState<string | null>(null);
  const [entries, setEntries] = useState<Entry[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const bottom = useRef<HTMLDivElement>(null);
  const ended = entries.at(-1)?.answer?.ended ?? false;
  useEffect(() => () => void hush(), []);
  useEffect(() => bottom.current?.scrollIntoView({ block: 'nearest' }), [entries]);

  const ask = async (turn: Pick<PracticeTurn, 'heard' | 'digits'>, first = false) => {
    const body: PracticeTurn = { ...turn, keep, language: tongue };
    if (!first && call) body.call_id = call;
    if (from.trim()) body.from = from.trim();
    const before = first ? [] : entries;
    const mine: Entry = { mine: turn.heard ?? turn.digits ?? null, answer: null };
    setBusy(true);
    setError(null);
    setEntries([...before, mine]);
    try {
      const answer = await api<PracticeAnswer>('/admin/practice', { method: 'POST', body });
      setCall(answer.call_id);
      if (answer.language) setTongue(answer.language);
      setEntries([...before, { ...mine, answer }]);
      if (aloud && answer.said) speakAloud(answer.said, answer.language ?? tongue);
    } catch (failed) {
      setEntries(before);
      setError(reasonOf(failed as ApiError));
    } finally {
      setBusy(false);
    }
  };

  const started = entries.length > 0;
  const hangUp = () => {
    hush();
    setCall(null);
    setEntries([]);
  };
  return <Page title={t('nav.phone')} actions={started && <>
    {call && keep && <a class="button" href={`/calls/${call}?view=inspect`}>{t('open_call')}</a>}
    <button class="button danger" type="button" onClick={hangUp}>{t(ended ? 'new_call' : 'hang_up')}</button>
  </>}>
    {!started && <Card>
      <p class="muted">{t('phone_about')}</p>
      <div class="grid">
        <Choice label={t('language')} value={tongue} options={languages.map((tag) => [tag, languageName(tag)])} onChange={setTongue} />
        <Field label={t('ring_from')} type="tel" value={from} placeholder="+421900000001" hint={t('ring_from_hint')} onInput={(event) => setFrom(event.currentTarget.value)} />
      </div>
      <p><label class="check"><input type="checkbox" checked={keep} onChange={(event) => setKeep(event.currentTarget.checked)} />{t('keep_bookings')}</label></p>
      {canSpeak && <p><label class="check"><input type="checkbox" checked={aloud} onChange={(event) => setAloud(event.currentTarget.checked)} />{t('read_aloud')}</label></p>}
      <button class="button primary" type="button" disabled={busy} onClick={() => void ask({}, true)}><Icon name="call" />{t('ring')}</button>
    </Card>}
    {started && <Card class="talk">
      <p class={keep ? 'notice warn' : 'notice info'}><Icon name={keep ? 'warning' : 'info'} />{t(keep ? 'kept_note' : 'not_kept_note')}</p>
      <div role="log" aria-live="polite">
        <ol class="turns">{entries.map((entry, i) => <PracticeEntry key={i} entry={entry} before={entries[i - 1]?.answer?.understood} />)}</ol>
      </div>
      <div ref={bottom} />
      {ended ? <p class="muted">{t('call_ended')}</p> : <Talk language={tongue} busy={busy} onSay={(heard) => void ask({ heard })} onKeys={(digits) => void ask({ digits })} />}
    </Card>}
    {error && <p class="notice bad" role="alert"><Icon name="failed" />{error}</p>}
  </Page>;
}
