import { session } from './api';
import { language } from './i18n';

/** Everything here speaks the reader's language and the restaurant's clock, never the browser's zone. */

const zone = () => session.get()?.time_zone ?? 'UTC';
/** English is spoken here as in Europe: days before months, and 24 hours. */
const locale = () => language.get() === 'en' ? 'en-GB' : language.get();

/** A formatter costs far more to make than to use, and a list uses the same one for every row. */
function kept<O extends object, F>(make: new (locale: string, options: O) => F): (options: O) => F {
  const formats = new Map<string, F>();
  return (options) => {
    const key = locale() + JSON.stringify(options);
    let format = formats.get(key);
    if (!format) formats.set(key, format = new make(locale(), options));
    return format;
  };
}

const dateFormat = kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat);
const numberFormat = kept<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat);
const relativeFormat = kept<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(Intl.RelativeTimeFormat);
const nameFormat = kept<Intl.DisplayNamesOptions, Intl.DisplayNames>(Intl.DisplayNames);

const dates = (options: Intl.DateTimeFormatOptions, timeZone = zone()) => dateFormat({ timeZone, ...options });

export const clock = (instant: string | number) => dates({ hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
export const clockSeconds = (instant: string) => dates({ timeStyle: 'medium' }).format(new Date(instant));
export const dateTime = (instant: string) =>
  dates({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', ...yearIfOther(instant) }).format(new Date(instant));

function yearIfOther(instant: string): Intl.DateTimeFormatOptions {
  return dayOf(new Date(instant)).slice(0, 4) === today().slice(0, 4) ? {} : { year: 'numeric' };
}

/** A Day has no zone of its own: it is read and written as UTC, so that no zone moves it. */
const dayDate = (day: string) => new Date(`${day}T00:00:00Z`);
export const dayLong = (day: string) => dates({ weekday: 'long', day: 'numeric', month: 'long' }, 'UTC').format(dayDate(day));
export const dayShort = (day: string) => dates({ day: 'numeric', month: 'short' }, 'UTC').format(dayDate(day));
export const weekdayOf = (day: string) => dates({ weekday: 'short' }, 'UTC').format(dayDate(day));
/** 0 = Monday. */
export const weekday = (index: number) => weekdayOf(`2024-01-0${index + 1}`);

export function dayOf(date: Date): string {
  const parts = dates({ year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
}

export const today = () => dayOf(new Date());
export function addDays(day: string, days: number): string {
  const date = dayDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export const number = (value: number, digits = 0) =>
  numberFormat({ maximumFractionDigits: digits }).format(value);

export const percent = (part: number, whole: number) =>
  numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(whole ? part / whole : 0);

/** Small sums keep the digits that tell them apart: a turn costs a fraction of a cent. */
export function dollars(microUsd: number): string {
  const value = microUsd / 1e6;
  const digits = value !== 0 && Math.abs(value) < 0.1 ? 4 : 2;
  return numberFormat({
    style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(value);
}

export function milliseconds(ms: number): string {
  const [value, unit, digits] = ms < 1000 ? [ms, 'millisecond', 0] as const : [ms / 1000, 'second', ms < 10_000 ? 1 : 0] as const;
  return numberFormat({ style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: digits }).format(value);
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return whole < 3600
    ? `${Math.floor(whole / 60)}:${two(whole % 60)}`
    : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

export function ago(instant: string | number, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const relative = relativeFormat({ numeric: 'auto', style: 'short' });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(Math.round(seconds), 'second');
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}

export function languageName(tag: string): string {
  return nameFormat({ type: 'language', fallback: 'code' }).of(tag) ?? tag;
}

export const list = (items: string[]) => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);

export function bytes(value: number): string {
  const [size, unit] = value < 1e6 ? [value / 1e3, 'kilobyte'] as const : [value / 1e6, 'megabyte'] as const;
  return numberFormat({ style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
}
