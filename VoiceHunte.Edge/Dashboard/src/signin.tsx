import { useState } from 'preact/hooks';
import { api, ApiError, session } from './api';
import { t } from './i18n';
import { Field } from './parts/form';
import { Icon } from './parts/icon';
import { reasonOf } from './parts/states';

export function SignIn() {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const now = session.get()!;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get('token');
    setBusy(true);
    setError(undefined);
    try {
      await api('/admin/session', { method: 'POST', body: { token } });
      session.set({ ...now, signed_in: true });
    } catch (refused) {
      const { status, retryAfter } = refused as ApiError;
      setError(status === 401 ? t('token_wrong') : status === 429 ? t('token_wait', { n: retryAfter ?? 60 }) : reasonOf(refused as ApiError));
      setBusy(false);
    }
  };
  return <main class="signin" id="main">
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h1><bdi>{now.restaurant}</bdi></h1>
      <p class="muted">{t('sign_in_about')}</p>
      {!now.secure && <p class="notice warn"><Icon name="warning" />{t('insecure')}</p>}
      <Field label={t('token')} name="token" type="password" autocomplete="current-password" required autofocus error={error} hint={t('token_hint')} />
      <button class="button primary" disabled={busy}>{t('sign_in')}</button>
    </form>
  </main>;
}
