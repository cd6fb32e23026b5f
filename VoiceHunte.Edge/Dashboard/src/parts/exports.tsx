import { t } from '../i18n';
import { queryOf, useRoute } from '../router';
import { Icon } from './icon';
import { say } from './toast';

/** All rows under the filters of the page. An empty file helps nobody: 204 is said instead of saved. */
export function Exports({ of, names = [], query: fixed }: { of: string; names?: string[]; query?: string }) {
  const { query } = useRoute();
  const save = async (event: MouseEvent, href: string) => {
    event.preventDefault();
    try {
      const response = await fetch(href, { method: 'HEAD', credentials: 'same-origin' });
      if (response.status === 204) return say(t('export_empty'), 'bad');
    } catch {
      return say(t('error_offline'), 'bad');
    }
    location.assign(href);
  };
  return <span class="exports">
    {['csv', 'json'].map((format) => {
      const href = `/admin/${of}.${format}${fixed ?? queryOf(query, names)}`;
      return <a key={format} class="button" href={href} download onClick={(event) => void save(event, href)}>
        <Icon name="download" />{format.toUpperCase()}<span class="sr"> {t('export')}</span>
      </a>;
    })}
  </span>;
}
