import { useApi } from '../api';
import type { CallList, CallRow, Outcome } from '../api-types';
import { dateTime, duration, languageName, number } from '../format';
import { LANGUAGES, t, word } from '../i18n';
import { Dollars, OutcomeTag, Said, When } from '../parts/bits';
import { Exports } from '../parts/exports';
import { FilterChoice, FilterText, Filters } from '../parts/form';
import { PhoneNumber } from '../parts/number';
import { Page } from '../parts/page';
import { Pager } from '../parts/pager';
import { Loaded, NoneOrNoMatch } from '../parts/states';
import { Table } from '../parts/table';
import { queryOf, useRoute } from '../router';

const FILTERS = ['words', 'number', 'from', 'to', 'language', 'outcome'];
const OUTCOMES: Outcome[] = ['booked', 'changed', 'cancelled', 'answered', 'transferred', 'message', 'missed', 'failed', 'live'];

export default function Calls() {
  const { query } = useRoute();
  const list = useApi<CallList>(`/admin/calls${queryOf(query, [...FILTERS, 'cursor'])}`, query.has('cursor') ? [] : ['call']);
  return <Page title={t('nav.calls')} actions={<Exports of="calls" names={FILTERS} />}>
    <Filters label={t('nav.calls')}>
      <FilterText name="words" label={t('search_words')} />
      <FilterText name="number" label={t('phone')} type="tel" />
      <FilterText name="from" label={t('from')} type="date" />
      <FilterText name="to" label={t('until')} type="date" />
      <FilterChoice name="language" label={t('language')} options={[['', t('any')], ...Object.keys(LANGUAGES).map((tag): [string, string] => [tag, languageName(tag)])]} />
      <FilterChoice name="outcome" label={t('outcome')} options={[['', t('any')], ...OUTCOMES.map((one): [string, string] => [one, word('outcome', one)])]} />
    </Filters>
    <Loaded from={list}>{({ items, next, total, searched_back_to }) => <>
      {items.length === 0 && !searched_back_to ? <NoneOrNoMatch what={t('empty_calls')} filters={FILTERS} /> : <CallTable rows={items} />}
      {searched_back_to && <p class="notice info">{t('searched_back', { date: dateTime(searched_back_to) })}</p>}
      <Pager next={next} total={total} />
    </>}</Loaded>
  </Page>;
}

const CallTable = ({ rows }: { rows: CallRow[] }) =>
  <Table caption={t('nav.calls')} rows={rows} keyOf={(row) => row.call_id} columns={[
    { head: t('time'), main: true, cell: (row) => <a class="nowrap" href={`/calls/${row.call_id}`}><When at={row.started_at} /></a> },
    { head: t('outcome'), cell: (row) => <OutcomeTag outcome={row.outcome} /> },
    { head: t('caller'), long: true, cell: (row) => <PhoneNumber masked={row.number} call={row.call_id} /> },
    { head: t('words'), long: true, cell: (row) => row.snippet ? <Said class="snippet" text={row.snippet} lang={row.language} /> : <span class="none">·</span> },
    { head: t('language'), cell: (row) => row.language ? languageName(row.language) : <span class="none">·</span> },
    { head: t('lasted'), end: true, cell: (row) => row.duration_seconds === null ? <span class="none">·</span> : duration(row.duration_seconds) },
    { head: t('turns'), end: true, cell: (row) => number(row.turns) },
    { head: t('cost'), end: true, cell: (row) => <Dollars of={row.cost_micro_usd} /> },
  ]} />;
