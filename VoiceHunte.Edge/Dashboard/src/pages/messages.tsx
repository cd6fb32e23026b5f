import { useState } from 'preact/hooks';
import { api, ApiError, useApi } from '../api';
import type { Customer, Message, Page as PageOf, Transfer } from '../api-types';
import { languageName, number } from '../format';
import { t, word } from '../i18n';
import { Ago, Said, Tag, When } from '../parts/bits';
import { Exports } from '../parts/exports';
import { FilterText, Filters, Tabs } from '../parts/form';
import { GuestData } from '../parts/guest';
import { PhoneNumber } from '../parts/number';
import { Page } from '../parts/page';
import { Pager } from '../parts/pager';
import { Loaded, NoneOrNoMatch, NoneYet, reasonOf } from '../parts/states';
import { Table } from '../parts/table';
import { say } from '../parts/toast';
import { queryOf, useRoute } from '../router';

/** What is left for people: messages, callers that were handed over, and who rings at all. */
export default function Messages() {
  const { query } = useRoute();
  const view = query.get('view') ?? '';
  return <Page title={t('nav.messages')} actions={view !== 'handed' && view !== 'guests' && <Exports of="messages" query={`?status=${view || 'open'}`} />}>
    <Tabs name="view" label={t('nav.messages')} options={[['', t('messages_open')], ['done', t('messages_done')], ['all', t('messages_all')], ['handed', t('handed_over')], ['guests', t('guests')]]} />
    {view === 'handed' ? <Handed /> : view === 'guests' ? <Guests /> : <List key={view} status={view || 'open'} />}
  </Page>;
}

function List({ status }: { status: string }) {
  const { query } = useRoute();
  const list = useApi<PageOf<Message>>(`/admin/messages?status=${status}${queryOf(query, ['cursor']).replace('?', '&')}`, ['message']);
  return <Loaded from={list}>{({ items, next }) => <>
    {items.length === 0 && <NoneYet what={status === 'open' ? t('empty_messages_open') : t('empty_messages')} />}
    <ul class="cards">{items.map((message) => <MessageCard key={message.id} message={message} onDone={list.reload} />)}</ul>
    <Pager next={next} />
  </>}</Loaded>;
}

function MessageCard({ message, onDone }: { message: Message; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const done = message.status === 'done';
  const turn = async () => {
    setBusy(true);
    try {
      await api(`/admin/messages/${message.id}`, { method: 'PATCH', body: { status: done ? 'open' : 'done' } });
      say(t(done ? 'message_reopened' : 'message_done'));
      // The card may be gone with its button.
      document.querySelector('h1')?.focus();
      onDone();
    } catch (error) {
      say(reasonOf(error as ApiError), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return <li class={done ? 'card gone' : 'card'}>
    <div class="card-head">
      <h2>{message.name ? <Said text={message.name} /> : t('no_name')}</h2>
      {done && <Tag tone="ok" icon="ok">{t('messages_done')}</Tag>}
      <span class="muted"><Ago at={message.created_at} />{message.language && <> · {languageName(message.language)}</>}</span>
    </div>
    <p class="words"><Said text={message.text} lang={message.language} /></p>
    <div class="actions">
      <PhoneNumber masked={message.phone} call={message.call_id} />
      <span class="grow" />
      {message.call_id && <a class="button" href={`/calls/${message.call_id}`}>{t('open_call')}</a>}
      <button class={done ? 'button' : 'button primary'} type="button" disabled={busy} onClick={() => void turn()}>{t(done ? 'reopen' : 'mark_done')}</button>
    </div>
  </li>;
}

function Handed() {
  const { query } = useRoute();
  const list = useApi<PageOf<Transfer>>(`/admin/transfers${queryOf(query, ['cursor'])}`);
  return <Loaded from={list}>{({ items, next }) => <>
    {items.length === 0 ? <NoneYet what={t('empty_handed')} /> : <Table caption={t('handed_over')} rows={items} keyOf={(row) => row.call_id + row.at} columns={[
      { head: t('time'), main: true, cell: (row) => <a href={`/calls/${row.call_id}`}><When at={row.at} /></a> },
      { head: t('why'), cell: (row) => row.reason ? <Said text={word('why', row.reason)} /> : <span class="none">·</span> },
      { head: t('to'), cell: (row) => <PhoneNumber masked={row.to} /> },
      { head: t('result'), cell: (row) => row.result === 'completed' ? <Tag tone="ok" icon="ok">{t('dial.completed')}</Tag> : <Tag tone="warn" icon="warning">{word('dial', row.result ?? 'unknown')}</Tag> },
    ]} />}
    <Pager next={next} />
  </>}</Loaded>;
}

function Guests() {
  const { query } = useRoute();
  const list = useApi<PageOf<Customer>>(`/admin/customers${queryOf(query, ['words', 'cursor'])}`);
  return <>
    <Filters label={t('guests')}><FilterText name="words" label={t('search_guests')} /></Filters>
    <Loaded from={list}>{({ items, next }) => <>
      {items.length === 0 ? <NoneOrNoMatch what={t('empty_guests')} filters={['words']} /> : <Table caption={t('guests')} rows={items} keyOf={(row) => row.id} columns={[
        { head: t('guest'), main: true, cell: (row) => row.name ? <Said text={row.name} /> : <span class="muted">{t('no_name')}</span> },
        { head: t('phone'), long: true, cell: (row) => <PhoneNumber masked={row.phone} /> },
        { head: t('language'), cell: (row) => row.language ? languageName(row.language) : <span class="none">·</span> },
        { head: t('nav.calls'), end: true, cell: (row) => number(row.calls) },
        { head: t('nav.reservations'), end: true, cell: (row) => number(row.reservations) },
        { head: t('last_seen'), cell: (row) => row.last_seen_at ? <When at={row.last_seen_at} /> : <span class="none">·</span> },
        { head: t('privacy'), long: true, cell: (row) => <GuestData guest={row} onErased={list.reload} /> },
      ]} />}
      <Pager next={next} />
    </>}</Loaded>
  </>;
}
