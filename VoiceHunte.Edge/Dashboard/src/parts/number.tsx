import { useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import type { Revealed } from '../api-types';
import { t } from '../i18n';
import { Icon } from './icon';
import { reasonOf } from './states';
import { say } from './toast';

/** Masked; where a call is behind it, the whole number is one click away, and that click is written down. */
export function PhoneNumber({ masked, call }: { masked: string | null; call?: string | null }) {
  const [whole, setWhole] = useState<string | null>(null);
  if (masked === null) return <span class="muted">{t('withheld')}</span>;
  if (whole) return <a class="nowrap" href={`tel:${whole}`}>{whole}</a>;
  const reveal = () => api<Revealed>(`/admin/calls/${call}/number`, { method: 'POST' })
    .then(({ number }) => setWhole(number), (error: ApiError) => say(reasonOf(error), 'bad'));
  return <span class="nowrap">
    {masked}
    {call && <button class="button plain reveal" type="button" onClick={() => void reveal()} aria-label={t('reveal', { number: masked })} title={t('reveal_title')}><Icon name="eye" /></button>}
  </span>;
}
