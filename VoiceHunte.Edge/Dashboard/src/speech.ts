/** The browser's own ears and mouth, where it has them. They are not the appliance's: the test phone says so. */

interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start(): void;
  abort(): void;
}

type RecognitionMaker = new () => Recognition;
const names = window as unknown as Record<string, RecognitionMaker | undefined>;
const Maker = names['SpeechRecognition'] ?? names['webkitSpeechRecognition'];

/** Why there is no microphone; null = there is one. */
export const noMicrophone: 'insecure' | 'unsupported' | null =
  !window.isSecureContext ? 'insecure' : Maker && navigator.mediaDevices ? null : 'unsupported';

export const canSpeak = 'speechSynthesis' in window;

const REGIONS: Record<string, string> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA', sk: 'sk-SK' };

interface Listening {
  onWords(words: string, final: boolean): void;
  onEnd(error: string | null): void;
}

/** Listens for one sentence; what comes back stops it. */
export function listen(language: string, { onWords, onEnd }: Listening): () => void {
  const ears = new Maker!();
  let error: string | null = null;
  ears.lang = REGIONS[language] ?? language;
  ears.interimResults = true;
  ears.onresult = ({ results }) => {
    const last = results[results.length - 1]!;
    onWords(last[0]!.transcript, last.isFinal);
  };
  ears.onerror = (event) => {
    error = event.error;
  };
  ears.onend = () => onEnd(error);
  ears.start();
  return () => ears.abort();
}

export function speakAloud(text: string, language: string): void {
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = REGIONS[language] ?? language;
  speechSynthesis.speak(words);
}

export const hush = () => canSpeak && speechSynthesis.cancel();
