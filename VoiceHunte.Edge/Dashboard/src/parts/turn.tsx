import type { ToolCall, Turn } from '../api-types';
import { Stages } from '../charts/stages';
import { clockSeconds, milliseconds, number, percent } from '../format';
import { t, word } from '../i18n';
import { Dollars, Said, Slots, Tag } from './bits';
import { Icon } from './icon';

const LOW_CONFIDENCE = 0.6;

interface TurnProps {
  turn: Turn;
  /** What was understood a turn before, so that a change shows. */
  before: Record<string, string> | null | undefined;
  inspect: boolean;
  longest: number;
}

export const TurnView = ({ turn, before, inspect, longest }: TurnProps) =>
  <li class="turn" id={`turn-${turn.turn_id}`}>
    <p class="turn-time">
      <a href={`#turn-${turn.turn_id}`} title={t('link_to_turn')}><time dateTime={turn.created_at}>{clockSeconds(turn.created_at)}</time></a>
      {inspect && <span class="muted">{turn.source && word('source', turn.source)}{turn.voice_hint && <> · {voiceOf(turn)}</>} · {t('cost')} <Dollars of={turn.cost_micro_usd} /></span>}
    </p>
    {turn.heard !== null && <Heard turn={turn} inspect={inspect} />}
    {inspect && (turn.intent || turn.understood) && <div class="understood">
      <span class="label">{t('understood')}</span>
      {turn.intent && <Tag tone="info">{word('intent', turn.intent)}</Tag>}
      {turn.understood && <Slots slots={turn.understood} before={before} />}
    </div>}
    {inspect && turn.tools.map((tool, i) => <Tool key={i} tool={tool} />)}
    {turn.said !== null && <Answer turn={turn} />}
    {inspect && <Stages stages={turn.stages} total={turn.latency_ms} longest={longest} />}
    {turn.audio.map((audio) => <p key={audio.url} class="turn-audio">
      <span class="label">{word('audio', audio.kind)}</span>
      <audio controls preload="none" src={audio.url} aria-label={`${word('audio', audio.kind)} ${clockSeconds(turn.created_at)}`} />
    </p>)}
  </li>;

const voiceOf = ({ voice_hint, voice_score }: Turn) =>
  `${t('voice')}: ${word('voice', voice_hint!)}${voice_score === null ? '' : `, ${number(voice_score, 2)}`}`;

function Heard({ turn, inspect }: { turn: Turn; inspect: boolean }) {
  const low = turn.confidence !== null && turn.confidence < LOW_CONFIDENCE;
  return <div class="heard">
    <span class="label">{t('heard')}</span>
    <p><Said text={turn.heard!} lang={turn.language} class={low ? 'low' : ''} />
      {(low || inspect) && <span class="muted small"> {turn.confidence === null
        ? `${t('confidence')}: ${t('not_measured')}`
        : `${t(low ? 'confidence_low' : 'confidence')} ${percent(turn.confidence, 1)}`}</span>}</p>
  </div>;
}

/** What the caller did not hear, because they cut in, is struck through and said to be so. */
function Answer({ turn }: { turn: Turn }) {
  const said = turn.said!;
  const heard = turn.heard_by_caller;
  const cut = heard !== null && heard.length < said.length;
  return <div class="said">
    <span class="label">{t('said')}</span>
    <p>
      <Said text={cut ? said.slice(0, heard.length) : said} lang={turn.language} />
      {cut && <><s><Said text={said.slice(heard.length)} lang={turn.language} /></s> <span class="muted small">{t('not_heard')}</span></>}
    </p>
  </div>;
}

const Tool = ({ tool }: { tool: ToolCall }) =>
  <details class="tool">
    <summary>
      <Tag tone={tool.ok ? 'ok' : 'bad'} icon={tool.ok ? 'ok' : 'failed'}>{t(tool.ok ? 'tool_ok' : 'tool_failed')}</Tag>
      <code>{tool.name}</code>
      <span class="muted">{tool.ms === null ? t('not_measured') : milliseconds(tool.ms)}</span>
      <Icon name="right" />
    </summary>
    {tool.arguments && <pre tabIndex={0}><bdi>{JSON.stringify(tool.arguments, null, 2)}</bdi></pre>}
    {tool.result && <pre tabIndex={0}><bdi>{tool.result}</bdi></pre>}
  </details>;
