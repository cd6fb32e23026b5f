import { sum } from 'd3-array';
import { useApi } from '../api';
import type { Spending, UsageKind } from '../api-types';
import { Bars } from '../charts/bars';
import { dayLong, dayShort, dollars, list, number, percent } from '../format';
import { t, word } from '../i18n';
import { Dollars, Said, When } from '../parts/bits';
import { Exports } from '../parts/exports';
import { Icon } from '../parts/icon';
import { PhoneNumber } from '../parts/number';
import { Card, Page, Stat } from '../parts/page';
import { quantities } from '../parts/quantities';
import { SpanFilter, useSpan } from '../parts/span';
import { Loaded, NoneYet } from '../parts/states';
import { Table } from '../parts/table';

const KINDS: UsageKind[] = ['telephony', 'realtime', 'chat', 'speech', 'transcription', 'recording'];

export default function MoneyPage() {
  const { query } = useSpan();
  const money = useApi<Spending>(`/admin/money${query}`);
  return <Page title={t('nav.money')} actions={<Exports of="money" query={query} />}>
    <SpanFilter />
    <Loaded from={money}>{(data) => <>
      <Limit data={data} />
      <div class="stats">
        <Stat label={t('spent_today')} value={<Dollars of={data.today_micro_usd} />} tone={data.state === 'over' ? 'bad' : data.state === 'warning' ? 'warn' : undefined}
          note={data.limit_micro_usd === null ? t('no_limit') : t('of_limit', { limit: dollars(data.limit_micro_usd), part: percent(data.today_micro_usd ?? 0, data.limit_micro_usd) })} />
        <Stat label={t('spent_month')} value={<Dollars of={data.month_micro_usd} />} />
        <Stat label={t('forecast')} value={<Dollars of={data.forecast_micro_usd} />} note={t('forecast_note')} />
        <Stat label={t('per_booking')} value={<Dollars of={data.per_booking_micro_usd} />} />
      </div>
      {data.unpriced.length > 0 && <p class="notice warn"><Icon name="warning" /><span>{t('unpriced', { models: list(data.unpriced) })}</span></p>}
      {data.kinds.length === 0 ? <NoneYet what={t('empty_money')} /> : <Spent data={data} />}
      {data.limits_hit.length > 0 && <Card title={t('limits_hit')}>
        <Table caption={t('limits_hit')} rows={data.limits_hit} keyOf={(row) => row.at + row.limit + row.number} columns={[
          { head: t('time'), main: true, cell: (row) => <When at={row.at} /> },
          { head: t('caller'), cell: (row) => <PhoneNumber masked={row.number} /> },
          { head: t('limit'), cell: (row) => <Said text={word('limit', row.limit)} /> },
          { head: t('hits'), end: true, cell: (row) => number(row.hits) },
        ]} />
      </Card>}
    </>}</Loaded>
  </Page>;
}

function Limit({ data }: { data: Spending }) {
  const tone = data.state === 'ok' ? 'ok' : data.state === 'over' ? 'bad' : 'warn';
  return <div class={`banner ${tone}`} role="status">
    <Icon name={data.state === 'ok' ? 'ok' : data.state === 'over' ? 'failed' : 'warning'} />
    <strong>{t(`money_${data.state}`)}</strong>
    {data.limit_micro_usd !== null && <progress max={data.limit_micro_usd} value={Math.min(data.today_micro_usd ?? 0, data.limit_micro_usd)} aria-label={t('limit')} />}
  </div>;
}

function Spent({ data }: { data: Spending }) {
  const shown = KINDS.filter((kind) => data.days.some((day) => day.by_kind[kind]));
  const total = sum(data.days, (day) => sum(Object.values(day.by_kind)));
  return <>
    <Card>
      <Bars title={t('spent_by_day')} labelHead={t('date')} labels={data.days.map(({ day }) => dayShort(day))} format={dollars}
        summary={t('spent_summary', { sum: dollars(total) })}
        series={shown.map((kind) => ({ name: word('kind', kind), tone: `kind-${kind}`, values: data.days.map((day) => day.by_kind[kind] ?? 0) }))} />
    </Card>
    <Card title={t('by_model')} actions={<span class="muted">{data.prices_as_of ? t('prices_as_of', { date: dayLong(data.prices_as_of) }) : t('no_prices')}</span>}>
      <Table caption={t('by_model')} rows={data.kinds} keyOf={(row) => row.kind + row.model} columns={[
        { head: t('kind'), main: true, cell: (row) => word('kind', row.kind) },
        { head: t('model'), cell: (row) => row.model ? <code>{row.model}</code> : <span class="none">·</span> },
        { head: t('uses'), end: true, cell: (row) => number(row.uses) },
        { head: t('quantities'), long: true, cell: (row) => quantities(row.quantities) },
        { head: t('cost'), end: true, cell: (row) => row.cost_micro_usd === null ? <span class="muted">{t('no_price')}</span> : dollars(row.cost_micro_usd) },
      ]} />
    </Card>
  </>;
}
