import { useState } from 'preact/hooks';
import { api, ApiError, useApi } from '../api';
import type { History, Reservation, ReservationEdit } from '../api-types';
import { dayOf } from '../format';
import { t, word } from '../i18n';
import { Ago, Said, When } from './bits';
import { Confirm, Dialog } from './dialog';
import { Field } from './form';
import { Icon } from './icon';
import { Loaded, reasonOf } from './states';
import { say } from './toast';

interface ReservationDialogProps {
  of: Reservation | 'new';
  day: string;
  onClose: () => void;
  onDone: () => void;
}

/** Add or change one. If the telephone was faster, both versions are shown and nothing is overwritten unseen. */
export function ReservationDialog({ of, day, onClose, onDone }: ReservationDialogProps) {
  const [base, setBase] = useState(of === 'new' ? null : of);
  const [version, setVersion] = useState(base?.version ?? '');
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [cancelling, setCancelling] = useState(false);

  const send = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      say(done);
      onDone();
    } catch (failed) {
      setError(failed as ApiError);
      setCancelling(false);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const edit: ReservationEdit = { name: text('name'), date: text('date'), time: text('time'), people: Number(text('people')), notes: text('notes') };
    if (text('phone')) edit.phone = text('phone');
    void (base
      ? send(() => api(`/admin/reservations/${base.id}`, { method: 'PATCH', body: edit, ifMatch: version }), t('saved'))
      : send(() => api('/admin/reservations', { method: 'POST', body: edit }), t('added')));
  };
  const cancel = () => send(() => api(`/admin/reservations/${base!.id}/cancel`, { method: 'POST', ifMatch: version }), t('cancelled'));

  if (cancelling && base) {
    return <Confirm title={t('cancel_question')} action={t('cancel_reservation')} busy={busy} onConfirm={() => void cancel()} onClose={() => setCancelling(false)}>
      <p><Summary of={base} /></p>
    </Confirm>;
  }
  const locked = base?.status === 'cancelled';
  return <Dialog title={base ? t('change_reservation') : t('add_reservation')} onClose={onClose}>
    {error?.problem?.current
      ? <Conflict theirs={error.problem.current} onTake={(theirs) => { setBase(theirs); setVersion(theirs.version); setError(null); }}
        onKeep={(theirs) => { setVersion(theirs.version); setError(null); }} />
      : error && !Object.keys(error.problem?.errors ?? {}).length && <p class="notice bad" role="alert"><Icon name="failed" />{reasonOf(error)}</p>}
    <form key={base?.version ?? 'new'} onSubmit={submit}>
      <fieldset disabled={locked || busy} class="grid">
        <legend class="sr">{t('change_reservation')}</legend>
        <Field label={t('name')} name="name" defaultValue={base?.name} required autofocus={!base} maxLength={100} error={error?.field('name')} autocomplete="off" />
        <Field label={t('people')} name="people" type="number" min={1} max={99} defaultValue={String(base?.people ?? 2)} required error={error?.field('people')} />
        <Field label={t('date')} name="date" type="date" defaultValue={base ? dayOf(new Date(base.starts_at)) : day} required error={error?.field('date')} />
        <Field label={t('time')} name="time" type="time" defaultValue={base?.local_time ?? '19:00'} required error={error?.field('time')} />
        <Field label={t('phone')} name="phone" type="tel" error={error?.field('phone')} autocomplete="off" hint={base?.phone ? t('phone_kept', { number: base.phone }) : undefined} />
        <Field label={t('notes')} name="notes" area defaultValue={base?.notes ?? ''} error={error?.field('notes')} />
      </fieldset>
      <div class="dialog-foot">
        {base && !locked && <button class="button danger" type="button" onClick={() => setCancelling(true)}>{t('cancel_reservation')}</button>}
        <span class="grow" />
        <button class="button" type="button" onClick={onClose}>{t('close')}</button>
        {!locked && <button class="button primary" disabled={busy}>{t('save')}</button>}
      </div>
    </form>
    {base && <Changes id={base.id} />}
  </Dialog>;
}

const Summary = ({ of }: { of: Reservation }) => <><Said text={of.name} /> · <When at={of.starts_at} /> · {t('guests_n', { n: of.people })}</>;

interface ConflictProps {
  theirs: Reservation;
  onTake: (theirs: Reservation) => void;
  onKeep: (theirs: Reservation) => void;
}

const Conflict = ({ theirs, onTake, onKeep }: ConflictProps) =>
  <div class="notice warn" role="alert">
    <Icon name="warning" />
    <div>
      <p><strong>{t('conflict')}</strong> <Ago at={theirs.updated_at} /></p>
      <p>{t('conflict_now')} <Summary of={theirs} />{theirs.status === 'cancelled' && <> · {t('outcome.cancelled')}</>}</p>
      <p class="actions">
        <button class="button small" type="button" onClick={() => onTake(theirs)}>{t('conflict_take')}</button>
        {theirs.status === 'confirmed' && <button class="button small" type="button" onClick={() => onKeep(theirs)}>{t('conflict_keep')}</button>}
      </p>
    </div>
  </div>;

/** Who changed what. */
function Changes({ id }: { id: string }) {
  const history = useApi<History>(`/admin/reservations/${id}/history`);
  return <details>
    <summary>{t('history')}</summary>
    <Loaded from={history}>{({ items }) => <ol class="history">
      {items.map((item) => <li key={item.at + item.action}>
        <When at={item.at} /> · {item.call_id ? <a href={`/calls/${item.call_id}`}>{word('by', item.by)}</a> : word('by', item.by)} · {word('action', item.action)}
        {Object.entries(item.changes).map(([field, [before, after]]) =>
          <div key={field} class="small"><span class="muted">{word('slot', field)}</span> <s><Said text={before ?? '·'} /></s> → <Said text={after ?? '·'} /></div>)}
      </li>)}
    </ol>}</Loaded>
  </details>;
}
