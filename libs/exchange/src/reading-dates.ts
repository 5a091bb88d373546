import type { Moment, Period } from './external-notice.js';
import type { Place } from './place.js';

/** Offsets in minutes of the zones that notices name by letters instead of by offset. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  BST: 60,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  WIB: 420,
  WITA: 480,
  WIT: 540,
  JST: 540,
  AWST: 480,
  ACST: 570,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  NST: -210,
  NDT: -150,
  AST: -240,
  ADT: -180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

const DAY_FIRST = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\.?$/;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(.*))?$/i;
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;

/**
 * The moment at this place. Reads RFC 3339, a day alone, a time without zone, zones by name
 * (`2014-03-26 16:00 Eastern Standard Time (EST)`), `31/03/2017`, and milliseconds since 1970 (`{"$date": …}`). What is
 * unusual is a finding; what cannot be read is a finding and null.
 */
export function momentAt(place: Place): Moment | null {
  const millis = place.isObject() ? place.at('$date') : null;
  const written = (millis ?? place).text();
  if (written === null) return null;
  const moment = momentOf(millis && /^\d{12,14}$/.test(written) ? new Date(Number(written)).toISOString() : written);
  if (moment === null) place.findings.add('dateUnreadable', place.path, written);
  else if (moment.zone === null) place.findings.add('dateWithoutZone', place.path, written);
  else if (!/^(Z|[+-]\d\d:?(\d\d)?)$/i.test(zonePart(written)) && !millis)
    place.findings.add('dateByName', place.path, written);

  return moment;
}

/** The written date as a moment, or null when it is none. */
export function momentOf(original: string): Moment | null {
  const written = original.trim();
  const dayFirst = DAY_FIRST.exec(written);
  const [, year, month, day, hour, minute, second, fraction, tail] = dayFirst
    ? [dayFirst[0], dayFirst[3], dayFirst[2], dayFirst[1], dayFirst[4], dayFirst[5], dayFirst[6]]
    : (YEAR_FIRST.exec(written) ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  const offset = offsetOf(tail ?? '');
  if (offset === undefined) return null;
  const millis = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const parts = [year, month, day, hour, minute, second].map((part) => Number(part ?? 0));
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const local = new Date(Date.UTC(y, mo - 1, d, h, mi, Math.min(s, 59), millis));
  if (y < 1000 || local.getUTCMonth() !== mo - 1 || local.getUTCDate() !== d || h > 23 || mi > 59 || s > 60)
    return null;

  return {
    at: new Date(local.getTime() - (offset ?? 0) * 60_000).toISOString(),
    zone: offset === null ? null : writtenOffset(offset),
    precision: hour === undefined ? 'DAY' : 'TIME',
    original,
  };
}

function zonePart(written: string): string {
  return YEAR_FIRST.exec(written)?.[8]?.trim() ?? '';
}

/** Offset in minutes; null when no zone is said; undefined when what is said is no zone. */
function offsetOf(tail: string): number | null | undefined {
  const zone = tail.trim();
  if (zone === '') return null;
  if (zone.toUpperCase() === 'Z') return 0;
  const numeric = OFFSET.exec(zone);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3] ?? 0));
  const name = zone.match(/\b[A-Z]{3,4}\b/g)?.find((word) => word in ZONES);

  return name === undefined ? undefined : ZONES[name];
}

function writtenOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (count: number): string => String(count).padStart(2, '0');

  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The period at this place; null when it says nothing that can be read. */
export function periodAt(place: Place): Period | null {
  if (place.isEmpty()) return null;
  const days = place.at('durationInDays').decimal();
  const period = {
    from: momentAt(place.at('startDate')),
    until: momentAt(place.at('endDate')),
    days: days !== null && /^\d{1,6}$/.test(days) ? Number(days) : null,
  };

  return period.from || period.until || period.days !== null ? period : null;
}
