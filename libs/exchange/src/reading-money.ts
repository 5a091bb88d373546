import { plainDecimal, type Json } from './exact-json.js';
import type { ExternalNotice, Money } from './external-notice.js';
import { Findings } from './finding.js';
import { Place } from './place.js';

/**
 * The money at this place (`{amount, currency}`), exact as written: amounts may be numbers or texts (`1,234.50`,
 * `1.234,50`, `$numberLong`). Null when no amount can be read, with a finding unless nothing was there.
 */
export function moneyAt(place: Place): Money | null {
  place.findings.moneyRead.add(place.path);
  const amountPlace = place.at('amount');
  const amount = amountAt(amountPlace.isObject() ? amountPlace.at('$numberLong', '$numberDecimal') : amountPlace);
  if (amount === null) return null;
  const currency = place.at('currency').text()?.toUpperCase() ?? null;
  if (currency === null) place.findings.add('currencyMissing', place.path);

  return { amount, currency };
}

function amountAt(place: Place): string | null {
  const written = place.text();
  if (written === null) return null;
  const plain = decimalOf(written);
  if (plain === null) place.findings.add('amountUnreadable', place.path, written);
  else if (typeof place.value === 'string') place.findings.add('amountAsText', place.path, written);

  return plain;
}

/** Every sum of money in the release that no field of the notice took, with its path. */
export function furtherValuesIn(release: Place): ExternalNotice['furtherValues'] {
  const found: ExternalNotice['furtherValues'] = [];
  const quietly = new Findings();
  const walk = (value: Json | undefined, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value) && 'amount' in value && !release.findings.moneyRead.has(path)) {
      const money = moneyAt(new Place(value, path, quietly));
      if (money) found.push({ path, value: money });
    }
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
    }
  };
  walk(release.value, '');

  return found;
}

/** A written amount as exact decimal text; null when it is none (`-`, `_NO_APLICA_`). */
export function decimalOf(written: string): string | null {
  const bare = written.replaceAll(/[\s\u00a0']/g, '');
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(bare)) return plainDecimal(bare);
  // thousands are set off by one mark, the cents by the other, or by a comma alone
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return plainDecimal(bare.replaceAll(',', ''));
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(bare) || /^-?\d{1,3}(\.\d{3}){2,}$/.test(bare)) {
    return plainDecimal(bare.replaceAll('.', '').replace(',', '.'));
  }
  if (/^-?\d+,\d+$/.test(bare)) return plainDecimal(bare.replace(',', '.'));

  return null;
}
