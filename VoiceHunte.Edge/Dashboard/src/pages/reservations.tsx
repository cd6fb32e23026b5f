import { useState } from 'preact/hooks';
import { useApi } from '../api';
import type { Reservation, ReservationDay } from '../api-types';
import { Bars } from '../charts/bars';
import { addDays, dayLong, dayShort, number, today, weekdayOf } from '../format';
import { t } from '../i18n';
import { Exports } from '../parts/exports';
import { FilterText, Filters } from '../parts/form';
import { Icon } from '../parts/icon';
import { Card, Page } from '../parts/page';
import { ReservationDialog } from '../parts/reservation-dialog';
import { ReservationTable } from '../parts/reservation-table';
import { Loaded, NoneYet } from '../parts/states';
import { useRoute, withQuery } from '../router';

export default function Reservations() {
  const { query } = useRoute();
  const day = query.get('day') ?? today();
  const list = useApi<ReservationDay>(`/admin/reservations?day=${day}`, ['reservation']);
  const [open, setOpen] = useState<Reservation | 'new' | null>(null);
  return <Page title={t('nav.reservations')} actions={<>
    <Exports of="reservations" query={`?from=${day}&to=${day}`} />
    <button class="button primary" type="button" onClick={() => setOpen('new')}><Icon name="plus" />{t('add_reservation')}</button>
  </>}>
    <DayStrip day={day} />
    <Loaded from={list}>{(data) => <>
      <Card title={dayLong(data.day)} actions={<span class="muted">{summary(data)}</span>}>
        {data.capacity.length > 0 && <Capacity data={data} />}
        {data.items.length
          ? <ReservationTable rows={data.items} onOpen={setOpen} />
          : <NoneYet what={data.opens ? t('empty_reservations') : t('closed_day')} />}
      </Card>
    </>}</Loaded>
    {open && <ReservationDialog of={open} day={day} onClose={() => setOpen(null)} onDone={() => { setOpen(null); list.reload(); }} />}
  </Page>;
}

function summary({ items, opens, closes, seats }: ReservationDay): string {
  if (!opens) return t('closed_day');
  const guests = items.filter((r) => r.status === 'confirmed').reduce((sum, r) => sum + r.people, 0);
  return `${opens}–${closes} · ${t('guests_n', { n: guests })} · ${t('seats_n', { n: seats })}`;
}

/** A week around the day; any other day by the calendar. */
function DayStrip({ day }: { day: string }) {
  const now = today();
  return <div class="days">
    <a class="button" href={withQuery({ day: addDays(day, -7) })} aria-label={t('week_before')}><Icon name="left" /></a>
    <nav aria-label={t('days')}>
      {[-3, -2, -1, 0, 1, 2, 3].map((offset) => {
        const other = addDays(day, offset);
        return <a key={other} href={withQuery({ day: other })} aria-current={offset === 0 ? 'date' : undefined} class={other === now ? 'now' : undefined}>
          <span>{other === now ? t('nav.today') : weekdayOf(other)}</span><b>{dayShort(other)}</b>
        </a>;
      })}
    </nav>
    <a class="button" href={withQuery({ day: addDays(day, 7) })} aria-label={t('week_after')}><Icon name="right" /></a>
    <Filters label={t('go_to_day')}><FilterText name="day" label={t('go_to_day')} type="date" otherwise={day} /></Filters>
  </div>;
}

function Capacity({ data }: { data: ReservationDay }) {
  const fullest = data.capacity.reduce((a, b) => b.seats_taken > a.seats_taken ? b : a);
  return <Bars title={t('seats_taken')} labelHead={t('hour')} labels={data.capacity.map(({ time }) => time)} height={150}
    summary={fullest.seats_taken ? t('tonight_summary', { time: fullest.time, n: fullest.seats_taken, capacity: data.seats }) : t('tonight_empty')}
    series={[{ name: t('seats_taken'), tone: 'tone-1', values: data.capacity.map(({ seats_taken }) => seats_taken) }]}
    limit={{ name: t('capacity'), values: data.capacity.map(() => data.seats) }} format={(value) => number(value)} />;
}
