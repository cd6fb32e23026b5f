import { useEffect } from 'preact/hooks';
import { session, useApi } from '../api';
import type { Health } from '../api-types';
import { t, word } from '../i18n';
import { Tag, type Tone } from '../parts/bits';
import type { IconName } from '../parts/icon';
import { Icon } from '../parts/icon';
import { Card, Page } from '../parts/page';
import { Loaded } from '../parts/states';

type Line = Health['lines'][number];
const LOOK: Record<Line['state'], [Tone, IconName]> = { ok: ['ok', 'ok'], warning: ['warn', 'warning'], failed: ['bad', 'failed'], unused: ['quiet', 'unused'] };

export default function State() {
  const health = useApi<Health>('/admin/health');
  useEffect(() => {
    const timer = setInterval(() => document.hidden || health.reload(), 30_000);
    return () => clearInterval(timer);
  }, [health.reload]);
  return <Page title={t('nav.state')} actions={<button class="button" type="button" onClick={health.reload}>{t('check_again')}</button>}>
    <Loaded from={health}>{({ lines }) => <>
      <Verdict lines={lines} />
      {[...new Set(lines.map(({ group }) => group))].map((group) => <Card key={group} title={word('part', group)}>
        <ul class="health">{lines.filter((line) => line.group === group).map((line) => <HealthLine key={line.name} line={line} />)}</ul>
      </Card>)}
      <p class="muted">VoiceHunte.Edge {session.get()?.version}</p>
    </>}</Loaded>
  </Page>;
}

function Verdict({ lines }: { lines: Line[] }) {
  const failed = lines.filter(({ state }) => state === 'failed').length;
  const warnings = lines.filter(({ state }) => state === 'warning').length;
  return <div class={`banner ${failed ? 'bad' : warnings ? 'warn' : 'ok'}`} role="status">
    <Icon name={failed ? 'failed' : warnings ? 'warning' : 'ok'} />
    <strong>{failed ? t('failed_n', { n: failed }) : warnings ? t('warnings_n', { n: warnings }) : t('all_well')}</strong>
  </div>;
}

function HealthLine({ line }: { line: Line }) {
  const [tone, icon] = LOOK[line.state];
  return <li>
    <Tag tone={tone} icon={icon}>{word('state', line.state)}</Tag>
    <div>
      {line.name !== line.group && <strong>{word('part', line.name)} </strong>}{line.detail && <span class="muted" lang="en">{line.detail}</span>}
      {line.advice && <p lang="en">{line.advice}</p>}
    </div>
  </li>;
}
