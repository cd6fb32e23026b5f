import { t } from '../i18n';
import { Page } from '../parts/page';

export default function Missing() {
  return <Page title={t('error_missing')}><p><a class="button" href="/">{t('nav.today')}</a></p></Page>;
}
