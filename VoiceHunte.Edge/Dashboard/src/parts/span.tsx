import { addDays, today } from '../format';
import { t } from '../i18n';
import { useRoute, withQuery } from '../router';
import { FilterText, Filters } from './form';

/** The days a page of figures speaks of: from and to in the address, else the last 28. */
export function useSpan(): { from: string; to: string; query: string } {
  const { query } = useRoute();
  const to = query.get('to') ?? today();
  const from = query.get('from') ?? addDays(to, -27);
  return { from, to, query: `?from=${from}&to=${to}` };
}

export function SpanFilter() {
  const now = today();
  const { from, to } = useSpan();
  return <Filters label={t('days')}>
    <div class="tabs">
      {[7, 28, 90].map((days) => {
        const first = addDays(now, 1 - days);
        return <a key={days} href={withQuery({ from: first, to: now })} aria-current={first === from && to === now ? 'true' : undefined}>{t('days_n', { n: days })}</a>;
      })}
    </div>
    <FilterText name="from" label={t('from')} type="date" otherwise={from} />
    <FilterText name="to" label={t('until')} type="date" otherwise={to} />
  </Filters>;
}
