import type { ComponentChildren } from 'preact';
import type { ApiError, Fetched } from '../api';
import { t } from '../i18n';
import { route, useRoute } from '../router';
import { Ago } from './bits';
import { Icon, type IconName } from './icon';

interface EmptyProps {
  icon: IconName;
  title: string;
  detail?: ComponentChildren;
  children?: ComponentChildren;
}

export const Empty = ({ icon, title, detail, children }: EmptyProps) =>
  <div class="empty">
    <Icon name={icon} />
    <p class="empty-title">{title}</p>
    {detail && <p class="muted">{detail}</p>}
    {children}
  </div>;

/** Nothing yet: what will be here. */
export const NoneYet = ({ what }: { what: string }) =>
  <Empty icon="unused" title={t('empty_none')} detail={what}><a class="button" href="/phone">{t('empty_try')}</a></Empty>;

/** Something is there, but not under these filters. */
export function NoMatch() {
  const { path } = useRoute();
  return <Empty icon="search" title={t('empty_match')} detail={t('empty_match_detail')}>
    <a class="button" href={path}>{t('clear_filters')}</a>
  </Empty>;
}

/** This part was never set up: not a fault. */
export const NotConfigured = ({ what }: { what: string }) =>
  <Empty icon="settings" title={t('empty_off')} detail={what}><a class="button" href="/state">{t('nav.state')}</a></Empty>;

/** Filters that narrow a list, as against those that only choose a view. */
export function NoneOrNoMatch({ what, filters }: { what: string; filters: string[] }) {
  return filters.some((name) => route.get().query.has(name)) ? <NoMatch /> : <NoneYet what={what} />;
}

export function reasonOf(error: ApiError): string {
  if (error.status === 0) return t('error_offline');
  if (error.status === 404) return t('error_missing');
  if (error.status === 429) return t('error_busy');
  return error.problem?.detail ?? error.problem?.title ?? t('error_status', { status: String(error.status) });
}

export const Skeleton = () => <div class="skeleton" role="status"><span class="sr">{t('loading')}</span><i /><i /><i /></div>;

interface LoadedProps<T> {
  from: Fetched<T>;
  children: (data: T) => ComponentChildren;
}

/** Waiting, failed, unreachable with what was last known, or there. */
export function Loaded<T>({ from, children }: LoadedProps<T>) {
  const { data, error, reload, at } = from;
  if (error && error.status === 501) return <NotConfigured what={reasonOf(error)} />;
  if (data === null) {
    if (!error) return <Skeleton />;
    return <Empty icon={error.status ? 'failed' : 'off'} title={t(error.status ? 'error_title' : 'error_offline_title')} detail={reasonOf(error)}>
      <button class="button" onClick={reload}>{t('retry')}</button>
    </Empty>;
  }
  return <>
    {error && <div class="notice warn" role="status">
      <Icon name="off" />
      <span>{reasonOf(error)} {at && <>{t('stale_since')} <Ago at={at} /></>}</span>
      <button class="button small" onClick={reload}>{t('retry')}</button>
    </div>}
    <div class={error ? 'stack dimmed' : 'stack'}>{children(data)}</div>
  </>;
}
