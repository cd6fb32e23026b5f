import { t } from '../i18n';
import { go, useRoute, withQuery } from '../router';
import { Icon } from './icon';

/** By key, not by number: page 900 costs what page 1 costs. Back is the browser's own back. */
export function Pager({ next, total }: { next: string | null; total?: number | null }) {
  const { query } = useRoute();
  const inside = query.has('cursor');
  if (!inside && !next && total == null) return null;
  const older = () => go(withQuery({ cursor: next }));
  return <nav class="pager" aria-label={t('pager')}>
    <span class="muted">{total != null && t('found', { n: total })}</span>
    {inside && <a class="button" href={withQuery({})}>{t('newest')}</a>}
    {inside && history.state?.inside && <button class="button" onClick={() => history.back()}><Icon name="left" />{t('newer')}</button>}
    {next && <button class="button" onClick={older}>{t('older')}<Icon name="right" /></button>}
  </nav>;
}
