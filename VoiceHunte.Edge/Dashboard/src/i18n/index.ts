import { cookie, keep } from '../cookies';
import { store, useStore } from '../store';
import type en from './en';

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type English = typeof en;
export type Key = keyof English;
/** What a language file must have: the build checks placeholders and plural forms besides. */
export type Messages = { [K in Key]: English[K] extends string ? string : Plural };

export const LANGUAGES = { en: 'English', ru: 'Русский', uk: 'Українська', sk: 'Slovenčina' } as const;
export type Language = keyof typeof LANGUAGES;

const load: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('./en') as Promise<{ default: Messages }>,
  ru: () => import('./ru'),
  uk: () => import('./uk'),
  sk: () => import('./sk'),
};

export const language = store<Language>('en');
let messages: Messages;
let plurals = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

export const isLanguage = (text: string | null | undefined): text is Language => !!text && text in LANGUAGES;

/** Saved, else the browser's, else the restaurant's. */
export function preferred(restaurant: string[]): Language {
  const saved = cookie('lang');
  if (isLanguage(saved)) return saved;
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return browser ?? restaurant.find(isLanguage) ?? 'en';
}

export async function speak(next: Language, save = false): Promise<void> {
  messages = (await load[next]()).default;
  plurals = new Intl.PluralRules(next);
  numbers = new Intl.NumberFormat(next);
  document.documentElement.lang = next;
  if (save) keep('lang', next);
  language.set(next);
}

export const useLanguage = () => useStore(language);

/** The sentence, with its {placeholders} filled; `n` chooses the plural form. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const message: string | Plural = messages[key];
  const text = typeof message === 'string' ? message : message[plurals.select(Number(values['n']))] ?? message.other;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : value ?? '';
  });
}

/** A word of the appliance ("create_reservation") in the reader's language, or as it is when it is a new one. */
export function word(group: string, name: string): string {
  const message = messages[`${group}.${name}` as Key] as string | undefined;
  return message ?? name.replaceAll('_', ' ');
}
