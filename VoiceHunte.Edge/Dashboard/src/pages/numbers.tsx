import { sum } from 'd3-array';
import { useApi } from '../api';
import type { Analytics, AnalyticsDay, Outcome } from '../api-types';
import { Bars } from '../charts/bars';
import { Heat } from '../charts/heat';
import { dayShort, languageName, number, percent } from '../format';
import { t, word } from '../i18n';
import { Exports } from '../parts/exports';
import { Card, Page, Stat } from '../parts/page';
import { SpanFilter, useSpan } from '../parts/span';
import { Loaded, NoneYet } from '../parts/states';
import { Table } from '../parts/table';

export default function Numbers() {
  const { query } = useSpan();
  const numbers = useApi<Analytics>(`/admin/analytics${query}`);
  return <Page title={t('nav.numbers')} actions={<Exports of="analytics" query={query} />}>
    <SpanFilter />
    <Loaded from={numbers}>{(data) => sum(data.days, (day) => day.calls) === 0
      ? <NoneYet what={t('empty_numbers')} />
      : <Figures data={data} />}</Loaded>
  </Page>;
}

const OUTCOMES: Outcome[] = ['booked', 'changed', 'cancelled', 'answered', 'transferred', 'message', 'missed', 'failed'];

function Figures({ data }: { data: Analytics }) {
  const { days } = data;
  const all = (of: (day: AnalyticsDay) => number) => sum(days, of);
  const calls = all((day) => day.calls);
  const labels = days.map(({ day }) => dayShort(day));
  const outcomes = OUTCOMES.filter((outcome) => days.some((day) => day.outcomes[outcome]));
  const languages = [...new Set(days.flatMap((day) => Object.keys(day.languages)))]
    .map((tag) => ({ tag, calls: all((day) => day.languages[tag] ?? 0) })).sort((a, b) => b.calls - a.calls);
  const turns = all((day) => day.turns);
  const heard = days.filter((day) => day.confidence_mean !== null);
  return <>
    <div class="stats">
      <Stat label={t('nav.calls')} value={number(calls)} note={t('minutes_n', { n: Math.round(all((day) => day.minutes)) })} />
      <Stat label={t('answered_part')} value={percent(calls - all((day) => day.missed), calls)} note={t('missed_n', { n: all((day) => day.missed) })} />
      <Stat label={t('bookings')} value={number(all((day) => day.outcomes.booked ?? 0))} />
      <Stat label={t('without_human')} value={percent(all((day) => day.without_human), calls)} note={t('handed_n', { n: all((day) => day.outcomes.transferred ?? 0) })} />
      <Stat label={t('repeats')} value={percent(all((day) => day.repeats), turns)} note={t('corrections_n', { n: all((day) => day.corrections) })} />
      <Stat label={t('confidence')} value={heard.length ? percent(sum(heard, (day) => day.confidence_mean! * day.turns), sum(heard, (day) => day.turns)) : t('not_measured')}
        note={t('low_n', { n: all((day) => day.low_confidence) })} />
    </div>
    <Card>
      <Bars title={t('outcomes_by_day')} labelHead={t('date')} labels={labels} format={(value) => number(value)}
        summary={t('outcomes_summary', { n: calls, zone: data.time_zone })}
        series={outcomes.map((outcome) => ({ name: word('outcome', outcome), tone: `outcome-${outcome}`, values: days.map((day) => day.outcomes[outcome] ?? 0) }))} />
    </Card>
    <Card><Heat hours={data.hours} zone={data.time_zone} /></Card>
    <div class="columns even">
      <Card title={t('languages')}>
        <Table caption={t('languages')} rows={languages} keyOf={(row) => row.tag} columns={[
          { head: t('language'), main: true, cell: (row) => languageName(row.tag) },
          { head: t('nav.calls'), end: true, cell: (row) => number(row.calls) },
          { head: t('share'), end: true, cell: (row) => percent(row.calls, sum(languages, (l) => l.calls)) },
        ]} />
      </Card>
      <Card title={t('intents')}>
        <Table caption={t('intents')} rows={data.intents} keyOf={(row) => row.intent} columns={[
          { head: t('intent'), main: true, cell: (row) => word('intent', row.intent) },
          { head: t('turns'), end: true, cell: (row) => number(row.turns) },
          { head: t('succeeded'), end: true, cell: (row) => percent(row.succeeded, row.turns) },
        ]} />
      </Card>
    </div>
  </>;
}
