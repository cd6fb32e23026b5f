import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { hush, listen, noMicrophone } from '../speech';
import { Icon } from './icon';

interface TalkProps {
  language: string;
  busy: boolean;
  onSay: (words: string) => void;
  onKeys: (digits: string) => void;
}

/** Words by keyboard or microphone, and the keys of a telephone. */
export function Talk({ language, busy, onSay, onKeys }: TalkProps) {
  const [words, setWords] = useState('');
  const [ears, setEars] = useState<(() => void) | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!busy) input.current?.focus({ preventScroll: true });
  }, [busy]);
  useEffect(() => () => ears?.(), [ears]);

  const send = (text: string) => {
    if (!text.trim() || busy) return;
    setWords('');
    onSay(text.trim());
  };
  const microphone = () => {
    if (ears) return ears();
    hush();
    setFault(null);
    const stop = listen(language, {
      onWords: (text, final) => {
        setWords(text);
        if (final) send(text);
      },
      onEnd: (error) => {
        setEars(null);
        if (error && error !== 'aborted' && error !== 'no-speech') setFault(error);
      },
    });
    setEars(() => stop);
  };
  return <>
    <form class="say" onSubmit={(event) => { event.preventDefault(); send(words); }}>
      <input ref={input} type="text" aria-label={t('say_something')} placeholder={t('say_something')} value={words} lang={language} disabled={busy}
        autocomplete="off" maxLength={500} onInput={(event) => setWords(event.currentTarget.value)} />
      {!noMicrophone && <button class={ears ? 'button danger' : 'button'} type="button" aria-pressed={!!ears} disabled={busy} onClick={microphone}>
        <Icon name="mic" />{t(ears ? 'stop_listening' : 'speak')}
      </button>}
      <button class="button primary" disabled={busy || !words.trim()}>{t('send')}</button>
    </form>
    {noMicrophone && <p class="muted small">{t(noMicrophone === 'insecure' ? 'mic_insecure' : 'mic_unsupported')}</p>}
    {!noMicrophone && <p class="muted small">{t('mic_about')}</p>}
    {fault && <p class="notice warn" role="alert">{t('mic_failed', { reason: fault })}</p>}
    <details>
      <summary>{t('keypad')}</summary>
      <div class="keys">{[...'123456789*0#'].map((key) => <button key={key} class="button" type="button" disabled={busy} onClick={() => onKeys(key)}>{key}</button>)}</div>
    </details>
  </>;
}
