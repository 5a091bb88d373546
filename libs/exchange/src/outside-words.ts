import { Money, isCurrency } from '#libs/platform';
import type { Classification, Moment, Money as PublishedMoney } from './external-notice.js';

/** The instant a deadline ends at: a day alone holds until it is over. */
export function endOf(moment: Moment | null | undefined): Date | null {
  const begins = momentOf(moment);
  if (!begins || moment!.precision === 'TIME') return begins;

  return new Date(begins.getTime() + 86_400_000 - 1);
}

export function momentOf(moment: Moment | null | undefined): Date | null {
  return moment ? new Date(moment.at) : null;
}

/** A CPV code is written with or without its check digit. */
export function firstCpv(classes: readonly Classification[]): string | null {
  for (const { scheme, id } of classes) {
    const code = /^CPV/i.test(scheme ?? '') ? /^(\d{8})(-\d)?$/.exec(id ?? '')?.[1] : undefined;
    if (code) return code;
  }

  return null;
}

/** Null where the currency is not one, or the amount has more decimals than it: nothing is rounded. */
export function moneyOf(money: PublishedMoney | null): Money | null {
  if (!money?.currency || !isCurrency(money.currency) || !/^\d{1,15}(\.\d+)?$/.test(money.amount)) return null;
  try {
    return Money.read({ amount: money.amount, currency: money.currency }, 'value');
  } catch {
    // More decimals than the currency has.
    return null;
  }
}

/** Only these may become links: an address can also be a script. */
export function isWebAddress(url: string | null): url is string {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

const languageNames: Readonly<Record<string, string>> = { english: 'en', spanish: 'es', español: 'es', french: 'fr' };

/** BCP 47; `und` where the publisher does not say, or not in a way we understand. */
export function languageOf(language: string | null): string {
  const said = language?.trim().toLowerCase() ?? '';

  return languageNames[said] ?? (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(said) ? said : 'und');
}

export function isOneOf(word: string | null, words: readonly string[]): boolean {
  return word !== null && words.includes(word.trim().toLowerCase());
}

/** Ids that publishers use twice get a mark the second time, so that each thing keeps one of its own. */
export function distinct(): (id: string | null) => string | null {
  const times = new Map<string, number>();

  return (id) => {
    if (id === null) return null;
    const count = (times.get(id) ?? 0) + 1;
    times.set(id, count);

    return count === 1 ? id : `${id}#${count}`;
  };
}
