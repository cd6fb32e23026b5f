import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiError, useApi } from '../api';
import type { Voice, VoiceList } from '../api-types';
import { languageName, milliseconds } from '../format';
import { t } from '../i18n';
import { Said, Tag, When } from '../parts/bits';
import { Confirm } from '../parts/dialog';
import { Icon } from '../parts/icon';
import { PhoneNumber } from '../parts/number';
import { Card, Page } from '../parts/page';
import { Pager } from '../parts/pager';
import { Empty, Loaded, reasonOf } from '../parts/states';
import { Table } from '../parts/table';
import { say } from '../parts/toast';
import { queryOf, useRoute } from '../router';

/** As the appliance has it: with less, nobody is compared. */
const ENOUGH_SECONDS = 20;

const ABOUT = ['voices_does', 'voices_not', 'voices_end'] as const;

/** Who has agreed that their voice is remembered; and what that is good for, and what not. */
export default function Voices() {
  const { query } = useRoute();
  const list = useApi<VoiceList>(`/admin/voices${queryOf(query, ['cursor'])}`);
  const forgot = useRef(false);
  useEffect(() => {
    // The row is gone with its button.
    if (forgot.current) document.querySelector('h1')?.focus();
    forgot.current = false;
  }, [list.data]);
  const onForgotten = () => {
    forgot.current = true;
    list.reload();
  };
  return <Page title={t('nav.voices')}>
    <p class="muted">{t('voices_about')}</p>
    <div class="notice warn"><Icon name="warning" /><span>{t('voices_law')}</span></div>
    <Loaded from={list}>{(data) => <>
      {data.items.length === 0 && !data.next ? <NoVoices list={data} /> : <Agreed list={data} onForgotten={onForgotten} />}
      <Pager next={data.next} />
    </>}</Loaded>
    <div class="columns thirds">
      {ABOUT.map((key) => <Card key={key} title={t(`${key}_title`)}>
        <ul class="points">{t(key).split('\n').map((point) => <li key={point}><Coded text={point} /></li>)}</ul>
      </Card>)}
    </div>
  </Page>;
}

/** What is typed or set stands between backticks. */
const Coded = ({ text }: { text: string }) => <>{text.split('`').map((part, i) => i % 2 ? <code key={i}>{part}</code> : part)}</>;

/** Why no voice is listened to; null where they are. */
const whyNot = ({ is_on, hears_calls }: VoiceList) => is_on ? hears_calls ? null : t('voices_deaf') : t('voices_off');

function NoVoices({ list }: { list: VoiceList }) {
  const why = whyNot(list);
  return <Empty icon={why ? 'settings' : 'unused'} title={t(why ? 'empty_off' : 'empty_none')} detail={<Coded text={why ?? t('voices_none')} />} />;
}

function Agreed({ list, onForgotten }: { list: VoiceList; onForgotten: () => void }) {
  const why = whyNot(list);
  return <>
    {why && <div class="notice"><Icon name="info" /><span><Coded text={why} /></span></div>}
    <Table caption={t('nav.voices')} rows={list.items} keyOf={(row) => row.id} columns={[
      { head: t('guest'), main: true, cell: (row) => <Said text={row.name} /> },
      { head: t('phone'), long: true, cell: (row) => <PhoneNumber masked={row.phone} /> },
      { head: t('voices_agreed'), cell: (row) => <When at={row.consented_at} /> },
      { head: t('voices_learned'), cell: (row) => <Learned of={row} /> },
      { head: t('voices_until'), cell: (row) => <When at={row.expires_at} /> },
      {
        head: t('voices_wording'), long: true, cell: (row) => <details>
          <summary>{languageName(row.consent_language)}<span class="sr">: {t('voices_wording')}, <bdi>{row.name}</bdi></span></summary>
          <p><Said text={row.consent_text} lang={row.consent_language} /></p>
        </details>,
      },
      { head: t('privacy'), long: true, cell: (row) => <Forget voice={row} onForgotten={onForgotten} /> },
    ]} />
  </>;
}

const Learned = ({ of: { speech_seconds, is_known } }: { of: Voice }) => is_known
  ? <Tag tone="ok" icon="ok">{t('voices_known')}</Tag>
  : <span class="nowrap">{t('voices_learned_n', { part: milliseconds(Math.floor(speech_seconds) * 1000), whole: milliseconds(ENOUGH_SECONDS * 1000) })}</span>;

function Forget({ voice, onForgotten }: { voice: Voice; onForgotten: () => void }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const forget = async () => {
    setBusy(true);
    try {
      await api(`/admin/voices/${voice.id}`, { method: 'DELETE' });
      say(t('voices_forgotten'));
      onForgotten();
    } catch (error) {
      say(reasonOf(error as ApiError), 'bad');
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return <>
    <button class="button danger" type="button" onClick={() => setAsking(true)}>{t('voices_forget')}<span class="sr"> <bdi>{voice.name}</bdi></span></button>
    {asking && <Confirm title={t('voices_forget_ask', { name: voice.name })} action={t('voices_forget')} busy={busy} onConfirm={() => void forget()} onClose={() => setAsking(false)}>
      <p>{t('voices_forget_what')}</p>
    </Confirm>}
  </>;
}
