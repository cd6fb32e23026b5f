import type { PracticeAnswer } from '../api-types';
import { milliseconds } from '../format';
import { t, word } from '../i18n';
import { Said, Slots, Tag } from './bits';

export interface Entry {
  /** What was said or keyed; null = the call was only begun. */
  mine: string | null;
  /** null while it is awaited. */
  answer: PracticeAnswer | null;
}

export const PracticeEntry = ({ entry: { mine, answer }, before }: { entry: Entry; before: Record<string, string> | null | undefined }) =>
  <li class="turn">
    {mine !== null && <div class="heard"><span class="label">{t('you')}</span><p><Said text={mine} lang={answer?.language} /></p></div>}
    {!answer && <p class="muted">{t('thinking')}</p>}
    {answer && (answer.intent || answer.understood) && <div class="understood">
      <span class="label">{t('understood')}</span>
      {answer.intent && <Tag tone="info">{word('intent', answer.intent)}</Tag>}
      {answer.understood && <Slots slots={answer.understood} before={before} />}
    </div>}
    {answer?.said && <div class="said"><span class="label">{t('said')}</span><p><Said text={answer.said} lang={answer.language} /></p></div>}
    {answer?.dialled && <p><Tag tone="info" icon="right">{t('would_dial', { number: answer.dialled })}</Tag></p>}
    {answer && <p class="muted small">
      {answer.source && <>{word('source', answer.source)} · </>}{answer.latency_ms === null ? t('not_measured') : milliseconds(answer.latency_ms)}
    </p>}
    {answer?.twiml && <details><summary>TwiML</summary><pre tabIndex={0}><bdi>{answer.twiml}</bdi></pre></details>}
  </li>;
