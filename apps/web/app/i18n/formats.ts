import { useTranslation } from 'react-i18next';
import type { Language } from './language.js';

const locales: Record<Language, string> = { en: 'en-GB', id: 'id-ID' };

/** Indonesia's zones are spoken by these names in both languages. */
const zoneNames: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How numbers, money, days and moments are written in a language. */
export function formatsOf(language: Language) {
  const locale = locales[language];

  return {
    number: (value: number | string) => new Intl.NumberFormat(locale).format(value as number),
    /** Basis points of a whole: 4700 → 47 %. */
    share: (basisPoints: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000),
    money: ({ amount, currency }: { amount: string; currency: string }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(
        // A decimal string stays exact; the type of Intl does not know that yet.
        amount as unknown as number,
      ),
    /** A calendar day, `2026-11-22`. */
    day: (text: string) =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${text}T00:00:00Z`),
      ),
    /** The day of a moment in a zone. */
    dayOf: (moment: string, timeZone = 'UTC') =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
        new Date(moment),
      ),
    /** A moment with weekday, day, time and the name of its zone: deadlines. */
    moment: (moment: string, timeZone: string) => {
      const at = new Date(moment);
      const date = new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone,
      }).format(at);
      const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

      return `${date}, ${time} ${zoneName(at, timeZone)}`;
    },
    /** The same, short: for cards. */
    shortMoment: (moment: string, timeZone: string) => {
      const at = new Date(moment);
      const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const;
      const date = new Intl.DateTimeFormat(locale, parts).format(at);
      const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

      return `${date}, ${time} ${zoneName(at, timeZone)}`;
    },
    list: (words: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
    country: (code: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code,
    languageName: (code: string) => new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code,
  };
}

function zoneName(at: Date, timeZone: string): string {
  const known = zoneNames[timeZone];
  if (known) return known;
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(at);

  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** How far a moment lies ahead: whole days, or hours and minutes on the last day; null once it has passed. */
export function timeLeft(moment: string, now: string): { unit: 'days' | 'hours' | 'minutes'; count: number } | null {
  const left = Date.parse(moment) - Date.parse(now);
  if (left <= 0) return null;
  if (left >= 2 * day) return { unit: 'days', count: Math.floor(left / day) };
  if (left >= hour) return { unit: 'hours', count: Math.floor(left / hour) };

  return { unit: 'minutes', count: Math.max(1, Math.floor(left / minute)) };
}

/** The language of the page, and how it writes numbers and times. */
export function useFormats() {
  const { i18n } = useTranslation();

  return formatsOf(i18n.language as Language);
}
