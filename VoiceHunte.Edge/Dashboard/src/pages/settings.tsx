import { useState } from 'preact/hooks';
import { api, ApiError, session, useApi } from '../api';
import type { AuditRow, Page as PageOf, Recording } from '../api-types';
import { setTheme, theme, type Theme } from '../cookies';
import { bytes, duration } from '../format';
import { language, LANGUAGES, speak, t, word, type Language } from '../i18n';
import { Said, When } from '../parts/bits';
import { Exports } from '../parts/exports';
import { Choice, Tabs } from '../parts/form';
import { Card, Page } from '../parts/page';
import { Pager } from '../parts/pager';
import { Loaded, NoneYet, reasonOf } from '../parts/states';
import { Table } from '../parts/table';
import { say } from '../parts/toast';
import { queryOf, useRoute } from '../router';

export default function Settings() {
  const view = useRoute().query.get('view');
  return <Page title={t('nav.settings')}>
    <Tabs name="view" label={t('nav.settings')} options={[['', t('nav.settings')], ['recordings', t('recordings')], ['audit', t('audit')]]} />
    {view === 'recordings' ? <Recordings /> : view === 'audit' ? <Audit /> : <Tastes />}
  </Page>;
}

function Tastes() {
  const now = session.get()!;
  const [look, setLook] = useState(theme());
  const signOutAll = async () => {
    try {
      await api('/admin/sessions', { method: 'DELETE' });
      session.set({ ...now, signed_in: false });
    } catch (error) {
      say(reasonOf(error as ApiError), 'bad');
    }
  };
  return <>
    <Card title={t('this_browser')}>
      <div class="grid">
        <Choice label={t('language')} value={language.get()} options={Object.entries(LANGUAGES)} onChange={(next) => void speak(next as Language, true)} />
        <Choice label={t('theme')} value={look} options={[['system', t('theme_system')], ['light', t('theme_light')], ['dark', t('theme_dark')]]}
          onChange={(next) => { setTheme(next as Theme); setLook(next as Theme); }} />
      </div>
      <p class="muted">{t('time_zone')}: {now.time_zone}</p>
    </Card>
    <Card title={t('export')}>
      <p class="muted">{t('export_about')}</p>
      <ul class="export-list">
        {([['calls', t('nav.calls')], ['reservations', t('nav.reservations')], ['messages', t('nav.messages')], ['analytics', t('nav.numbers')], ['money', t('nav.money')]] as const).map(([of, name]) =>
          <li key={of}><span>{name}</span><Exports of={of} query={of === 'messages' ? '?status=all' : ''} /></li>)}
      </ul>
    </Card>
    {now.needs_token && <Card title={t('access')}>
      <p class="muted">{t('access_about')}</p>
      <button class="button danger" type="button" onClick={() => void signOutAll()}>{t('sign_out_all')}</button>
    </Card>}
    <Card title={t('about')}>
      <p>VoiceHunte.Edge {now.version}</p>
      <p class="muted">{t('licences')} <a href="/licences.txt" target="_blank" rel="noopener">Preact, d3</a></p>
    </Card>
  </>;
}

function Recordings() {
  const { query } = useRoute();
  const list = useApi<PageOf<Recording>>(`/admin/recordings${queryOf(query, ['cursor'])}`);
  return <Loaded from={list}>{({ items, next }) => <>
    {items.length === 0 ? <NoneYet what={t('empty_recordings')} /> : <Table caption={t('recordings')} rows={items} keyOf={(row) => row.id} columns={[
      { head: t('time'), main: true, cell: (row) => <a href={`/calls/${row.call_id}`}><When at={row.created_at} /></a> },
      { head: t('lasted'), end: true, cell: (row) => row.duration_seconds === null ? t('not_measured') : duration(row.duration_seconds) },
      { head: t('size'), end: true, cell: (row) => row.bytes === null ? t('not_measured') : bytes(row.bytes) },
      { head: t('expires'), cell: (row) => row.expires_at ? <When at={row.expires_at} /> : t('kept') },
      { head: t('recording'), long: true, cell: (row) => row.url ? <audio controls preload="none" src={row.url} aria-label={t('recording')} /> : word('recording', row.status) },
    ]} />}
    <Pager next={next} />
  </>}</Loaded>;
}

function Audit() {
  const { query } = useRoute();
  const list = useApi<PageOf<AuditRow>>(`/admin/audit${queryOf(query, ['cursor'])}`);
  return <Loaded from={list}>{({ items, next }) => <>
    {items.length === 0 ? <NoneYet what={t('empty_audit')} /> : <Table caption={t('audit')} rows={items.map((row, i) => ({ ...row, i }))} keyOf={(row) => row.i} columns={[
      { head: t('time'), main: true, cell: (row) => <When at={row.at} /> },
      { head: t('what'), cell: (row) => word('audit', row.action) },
      { head: t('subject'), cell: (row) => <Said text={row.subject ?? '·'} /> },
      { head: t('detail'), cell: (row) => <Said text={row.detail ?? '·'} /> },
      { head: t('address'), cell: (row) => <Said text={row.address ?? '·'} /> },
    ]} />}
    <Pager next={next} />
  </>}</Loaded>;
}
