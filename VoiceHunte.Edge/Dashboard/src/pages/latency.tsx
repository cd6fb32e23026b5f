import { useApi } from '../api';
import type { Analytics, SlowTurn, StageLatency } from '../api-types';
import { Lines } from '../charts/lines';
import { STAGES, Stages } from '../charts/stages';
import { dayShort, milliseconds, number } from '../format';
import { t, word } from '../i18n';
import { NotMeasured, When } from '../parts/bits';
import { Exports } from '../parts/exports';
import { Card, Page } from '../parts/page';
import { SpanFilter, useSpan } from '../parts/span';
import { Loaded, NoneYet } from '../parts/states';
import { Table } from '../parts/table';

export default function Latency() {
  const { query } = useSpan();
  const numbers = useApi<Analytics>(`/admin/analytics${query}`);
  return <Page title={t('nav.latency')} actions={<Exports of="analytics" query={query} />}>
    <SpanFilter />
    <Loaded from={numbers}>{(data) => data.latency.length === 0 ? <NoneYet what={t('empty_latency')} /> : <>
      <TurnTimes data={data} />
      <Card title={t('by_stage')}><StageTable rows={data.latency} /></Card>
      <Slowest turns={data.slowest} />
    </>}</Loaded>
  </Page>;
}

function TurnTimes({ data }: { data: Analytics }) {
  const days = data.days.map(({ day }) => day);
  const ofDay = new Map(data.latency.filter(({ stage, day }) => stage === 'turn' && day).map((row) => [row.day, row]));
  const whole = data.latency.find(({ stage, day }) => stage === 'turn' && !day);
  return <Card>
    <Lines title={t('turn_time')} labelHead={t('date')} labels={days.map(dayShort)} format={milliseconds}
      summary={whole?.p50 == null || whole.p95 == null ? t('chart_empty') : t('latency_summary', { p50: milliseconds(whole.p50), p95: milliseconds(whole.p95), n: whole.count })}
      series={[
        { name: 'p50', tone: 'tone-1', values: days.map((day) => ofDay.get(day)?.p50 ?? null) },
        { name: 'p95', tone: 'tone-2', values: days.map((day) => ofDay.get(day)?.p95 ?? null) },
      ]} />
  </Card>;
}

function StageTable({ rows }: { rows: StageLatency[] }) {
  const whole = [...STAGES, 'turn' as const].flatMap((stage) => rows.filter((row) => row.stage === stage && row.day === null));
  const time = (ms: number | null) => ms === null ? <NotMeasured /> : milliseconds(ms);
  return <Table caption={t('by_stage')} rows={whole} keyOf={(row) => row.stage} columns={[
    { head: t('stage'), main: true, cell: (row) => <><i class={`key stage-${row.stage}`} />{word('stage', row.stage)}</> },
    { head: 'p50', end: true, cell: (row) => time(row.p50) },
    { head: 'p95', end: true, cell: (row) => time(row.p95) },
    { head: 'p99', end: true, cell: (row) => time(row.p99) },
    { head: t('turns'), end: true, cell: (row) => number(row.count) },
  ]} />;
}

function Slowest({ turns }: { turns: SlowTurn[] }) {
  const longest = Math.max(0, ...turns.map(({ latency_ms }) => latency_ms));
  return <Card title={t('slowest')}>
    <ol class="slowest">{turns.map((turn) => <li key={`${turn.call_id}-${turn.turn_id}`}>
      <a href={`/calls/${turn.call_id}?view=inspect#turn-${turn.turn_id}`}><When at={turn.created_at} /></a>
      <Stages stages={turn.stages} total={turn.latency_ms} longest={longest} />
    </li>)}</ol>
  </Card>;
}
