import { useApi } from '../api';
import type { LiveCall, Today } from '../api-types';
import { Bars } from '../charts/bars';
import { clock, dayLong, dollars, languageName, number, percent } from '../format';
import { t, word } from '../i18n';
import { line, liveCalls } from '../live';
import { Ago, Said, Tag } from '../parts/bits';
import { Icon } from '../parts/icon';
import { Card, Page, Stat } from '../parts/page';
import { PhoneNumber } from '../parts/number';
import { ReservationTable } from '../parts/reservation-table';
import { Loaded } from '../parts/states';
import { useStore } from '../store';

export default function TodayPage() {
  const today = useApi<Today>('/admin/today', ['reservation', 'message', 'call']);
  return <Page title={t('nav.today')}>
    <Loaded from={today}>{(data) => <>
      <Answering data={data} />
      <div class="stats">
        <Stat label={t('needs_you')} value={number(data.open_messages + data.failed_bookings)} tone={data.open_messages + data.failed_bookings ? 'warn' : undefined}
          href={data.open_messages ? '/messages' : '/calls?outcome=failed'}
          note={`${t('open_messages_n', { n: data.open_messages })} · ${t('failed_bookings_n', { n: data.failed_bookings })}`} />
        <Stat label={t('covers_today')} value={number(data.covers)} href="/reservations" note={t('reservations_n', { n: data.reservations.filter((r) => r.status === 'confirmed').length })} />
        <Stat label={t('calls_today')} value={number(data.calls)} href={`/calls?from=${data.day}`} note={t('missed_n', { n: data.missed })} />
        <Stat label={t('spent_today')} value={data.spent_micro_usd === null ? t('not_measured') : dollars(data.spent_micro_usd)} href="/money"
          tone={over(data) ? 'bad' : undefined}
          note={data.limit_micro_usd === null ? t('no_limit') : t('of_limit', { limit: dollars(data.limit_micro_usd), part: percent(data.spent_micro_usd ?? 0, data.limit_micro_usd) })} />
      </div>
      <div class="columns">
        <Card title={dayLong(data.day)} actions={<a href="/reservations">{t('nav.reservations')}</a>}>
          <Tonight data={data} />
          {data.reservations.length
            ? <ReservationTable rows={data.reservations} />
            : <p class="muted">{t('no_reservations')}</p>}
        </Card>
        <LiveBoard />
      </div>
    </>}</Loaded>
  </Page>;
}

const over = ({ spent_micro_usd, limit_micro_usd }: Today) => spent_micro_usd !== null && limit_micro_usd !== null && spent_micro_usd >= limit_micro_usd;

function Answering({ data }: { data: Today }) {
  const good = data.answering && !data.reason;
  return <div class={`banner ${good ? 'ok' : data.answering ? 'warn' : 'bad'}`} role="status">
    <Icon name={good ? 'ok' : data.answering ? 'warning' : 'failed'} />
    <div>
      <strong>{t(data.answering ? 'answering' : 'not_answering')}</strong>
      {data.reason && <span> {word('reason', data.reason)}</span>}
    </div>
    {!good && <a href="/state">{t('nav.state')}</a>}
  </div>;
}

function Tonight({ data }: { data: Today }) {
  if (!data.hours.length) return <p class="muted">{t('closed_day')}</p>;
  const fullest = data.hours.reduce((a, b) => b.covers > a.covers ? b : a);
  return <Bars title={t('tonight')} labelHead={t('hour')} labels={data.hours.map(({ time }) => time)} height={150}
    summary={fullest.covers ? t('tonight_summary', { time: fullest.time, n: fullest.covers, capacity: fullest.capacity }) : t('tonight_empty')}
    series={[{ name: t('guests'), tone: 'tone-1', values: data.hours.map(({ covers }) => covers) }]}
    limit={{ name: t('capacity'), values: data.hours.map(({ capacity }) => capacity) }} format={(value) => number(value)} />;
}

/** Who is on the telephone now, word by word. */
function LiveBoard() {
  const calls = useStore(liveCalls);
  const state = useStore(line);
  return <Card title={t('live_calls')} class={state === 'stale' ? 'dimmed' : ''}>
    {calls.length === 0 && <p class="muted">{t('live_none')}</p>}
    <ul class="live-list">{calls.map((call) => <LiveCard key={call.call_id} call={call} />)}</ul>
  </Card>;
}

const LiveCard = ({ call }: { call: LiveCall }) =>
  <li>
    <div class="live-head">
      <Tag tone={call.state === 'transferring' ? 'warn' : 'info'} icon="live">{word('live', call.state)}</Tag>
      <PhoneNumber masked={call.number} call={call.call_id} />
      <span class="muted">{call.language && languageName(call.language)} · <Ago at={call.started_at} /></span>
    </div>
    <div role="log" aria-live="off">
      {call.last_words && <p class="heard"><Said text={call.last_words} lang={call.language} /></p>}
      {call.last_answer && <p class="said"><Said text={call.last_answer} lang={call.language} /></p>}
    </div>
    <p class="muted small">{word('mode', call.mode)}{call.ladder && <> · {word('ladder', call.ladder)}</>} · {clock(call.started_at)} · <a href={`/calls/${call.call_id}`}>{t('open_call')}</a></p>
  </li>;
