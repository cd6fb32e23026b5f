import { useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import type { Certificate, Customer } from '../api-types';
import { t } from '../i18n';
import { Confirm } from './dialog';
import { Icon } from './icon';
import { reasonOf } from './states';
import { say } from './toast';

/** What a guest may ask for: all that is kept on them, and that it goes. */
export function GuestData({ guest, onErased }: { guest: Customer; onErased: () => void }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const name = guest.name ?? guest.phone ?? t('no_name');
  const erase = async () => {
    setBusy(true);
    try {
      const { id } = await api<Certificate>(`/admin/customers/${guest.id}/erase`, { method: 'POST' });
      say(t('erased', { id }));
      onErased();
    } catch (error) {
      say(reasonOf(error as ApiError), 'bad');
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return <span class="exports">
    <a class="button" href={`/admin/customers/${guest.id}/export`} download><Icon name="download" />JSON<span class="sr"> {t('export')} <bdi>{name}</bdi></span></a>
    <button class="button danger" type="button" onClick={() => setAsking(true)}>{t('erase')}<span class="sr"> <bdi>{name}</bdi></span></button>
    {asking && <Confirm title={t('erase_guest', { name })} action={t('erase')} busy={busy} onConfirm={() => void erase()} onClose={() => setAsking(false)}>
      <p>{t('erase_what')}</p>
    </Confirm>}
  </span>;
}
