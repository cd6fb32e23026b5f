import { useEffect, useRef } from 'preact/hooks';
import { useApi } from '../api';
import type { Call } from '../api-types';
import { dateTime, duration, languageName, milliseconds, number } from '../format';
import { t, word } from '../i18n';
import { Dollars, NotMeasured, OutcomeTag, Said, Tag } from '../parts/bits';
import { Tabs } from '../parts/form';
import { Icon } from '../parts/icon';
import { PhoneNumber } from '../parts/number';
import { Card, Page, Stat } from '../parts/page';
import { quantities } from '../parts/quantities';
import { ReservationTable } from '../parts/reservation-table';
import { Loaded } from '../parts/states';
import { Table } from '../parts/table';
import { TurnView } from '../parts/turn';
import { useRoute } from '../router';

/** One call, turn by turn: to read, or to look inside. */
export default function CallPage({ id }: { id: string }) {
  const { query } = useRoute();
  const path = `/admin/calls/${id}`;
  const call = useApi<Call>(path, ['turn', 'call']);
  const inspect = query.get('view') === 'inspect';
  const title = call.data ? t('call_of', { time: dateTime(call.data.started_at) }) : t('call');
  return <Page title={title} actions={<a class="button" href={path} download={`${id}.json`}><Icon name="download" />JSON</a>}>
    <Loaded from={call}>{(data) => <>
      <Head call={data} />
      <Tabs name="view" label={t('view')} options={[['', t('view_read')], ['inspect', t('view_inspect')]]} />
      <Turns call={data} inspect={inspect} />
      <Results call={data} />
      {inspect && data.usage.length > 0 && <UsageCard call={data} />}
    </>}</Loaded>
  </Page>;
}

function Head({ call }: { call: Call }) {
  const times = call.turn_list.flatMap(({ latency_ms }) => latency_ms === null ? [] : [latency_ms]).sort((a, b) => a - b);
  const quantile = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))]!;
  const cut = call.turn_list.filter(({ heard_by_caller }) => heard_by_caller !== null).length;
  return <>
    <p class="call-head">
      <OutcomeTag outcome={call.outcome} />
      <PhoneNumber masked={call.number} call={call.call_id} />
      <span>{call.language ? languageName(call.language) : <NotMeasured />}</span>
      <span class="muted">{word('mode', call.mode)}</span>
    </p>
    <div class="stats">
      <Stat label={t('lasted')} value={call.duration_seconds === null ? <NotMeasured /> : duration(call.duration_seconds)} note={t('turns_n', { n: call.turns })} />
      <Stat label={t('turn_time')} value={times.length ? milliseconds(quantile(0.5)) : <NotMeasured />} note={times.length > 0 && t('p95_of', { value: milliseconds(quantile(0.95)) })} />
      <Stat label={t('interrupted')} value={number(cut)} note={t('interrupted_note')} />
      <Stat label={t('cost')} value={<Dollars of={call.cost_micro_usd} />} />
    </div>
    {call.recordings.map((audio) => <Card key={audio.url} class="audio-strip" title={t('recording')} actions={<a class="button" href={audio.url} download><Icon name="download" />{t('download')}</a>}>
      <audio controls preload="none" src={audio.url} aria-label={t('recording')} />
    </Card>)}
  </>;
}

function Turns({ call, inspect }: { call: Call; inspect: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  const longest = Math.max(0, ...call.turn_list.map(({ latency_ms }) => latency_ms ?? 0));
  useEffect(() => {
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  if (!call.turn_list.length) return <p class="muted">{t('no_turns')}</p>;
  return <ol class="turns" ref={list}>
    {call.turn_list.map((turn, i) =>
      <TurnView key={turn.turn_id} turn={turn} before={call.turn_list[i - 1]?.understood} inspect={inspect} longest={longest} />)}
  </ol>;
}

/** What came of it. */
const Results = ({ call }: { call: Call }) => <>
  {call.reservations.length > 0 && <Card title={t('nav.reservations')}><ReservationTable rows={call.reservations} /></Card>}
  {call.messages.length > 0 && <Card title={t('nav.messages')} actions={<a href="/messages">{t('nav.messages')}</a>}>
    {call.messages.map((message) => <p key={message.id}><Said text={message.text} lang={message.language} /> <Tag tone={message.status === 'done' ? 'ok' : 'warn'}>{word('message', message.status)}</Tag></p>)}
  </Card>}
</>;

const UsageCard = ({ call }: { call: Call }) =>
  <Card title={t('usage')}>
    <Table caption={t('usage')} rows={call.usage.map((row, i) => ({ ...row, i }))} keyOf={(row) => row.i} columns={[
      { head: t('kind'), main: true, cell: (row) => word('kind', row.kind) },
      { head: t('model'), cell: (row) => row.model ? <code>{row.model}</code> : <span class="none">·</span> },
      { head: t('quantities'), long: true, cell: (row) => quantities(row.quantities) },
      { head: t('cost'), end: true, cell: (row) => <Dollars of={row.cost_micro_usd} /> },
    ]} />
  </Card>;

