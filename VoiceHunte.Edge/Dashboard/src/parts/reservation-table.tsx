import type { Reservation } from '../api-types';
import { number } from '../format';
import { t } from '../i18n';
import { Said, Tag } from './bits';
import { PhoneNumber } from './number';
import { Table, type Column } from './table';

interface ReservationTableProps {
  rows: Reservation[];
  /** Where they can be changed. */
  onOpen?: (row: Reservation) => void;
}

export function ReservationTable({ rows, onOpen }: ReservationTableProps) {
  const columns: Column<Reservation>[] = [
    {
      head: t('guest'), main: true, cell: (row) => <>
        <span class="time">{row.local_time}</span>
        {onOpen ? <button class="link" type="button" onClick={() => onOpen(row)}><Said text={row.name} /></button> : <Said text={row.name} />}
        {row.status === 'cancelled' && <> <Tag tone="quiet" icon="close">{t('outcome.cancelled')}</Tag></>}
      </>,
    },
    { head: t('people'), end: true, cell: (row) => number(row.people) },
    { head: t('table'), cell: (row) => row.tables.length ? <Said text={row.tables.join(', ')} /> : <span class="none">·</span> },
    { head: t('phone'), long: true, cell: (row) => row.phone || row.call_id ? <PhoneNumber masked={row.phone} call={row.call_id} /> : <span class="none">·</span> },
    { head: t('notes'), long: true, cell: (row) => row.notes ? <Said text={row.notes} /> : <span class="none">·</span> },
    { head: t('source'), cell: (row) => row.call_id ? <a href={`/calls/${row.call_id}`}>{t('by.phone')}</a> : t('by.dashboard') },
  ];
  return <Table caption={t('nav.reservations')} columns={onOpen ? columns : columns.slice(0, 3)} rows={rows} keyOf={(row) => row.id} narrow={!onOpen}
    rowClass={(row) => row.status === 'cancelled' ? 'gone' : ''} />;
}
