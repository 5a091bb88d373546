import ical from 'ical-generator';

/** A date of a tender: the end of questions, the deadline, the opening. */
export interface CalendarDate {
  /** Unique in the tender, the same in every version of the file: `deadline`, `questions-lot-2`. */
  key: string;
  at: Date;
  title: string;
  description?: string;
}

export interface CalendarTender {
  /** Unique in the world; part of each event's UID. */
  id: string;
  title: string;
  url: string;
  /** IANA zone of the tender's place, told in each description: `Asia/Jakarta`. */
  timeZone: string;
  language: string;
  /** Raised with each addendum, so that calendars take the newer date. */
  version: number;
  changedAt: Date;
}

/**
 * A calendar file (RFC 5545) with the dates of one tender. Instants are written in UTC, which every calendar shows in its
 * reader's own zone; the local time at the tender's place stands in the description, with its zone.
 */
export function tenderCalendar(tender: CalendarTender, dates: readonly CalendarDate[]): string {
  const calendar = ical({
    name: escaped(tender.title),
    prodId: { company: 'Kongsi', product: 'Tenders', language: tender.language.toUpperCase() },
  });
  const local = new Intl.DateTimeFormat(tender.language, {
    dateStyle: 'full',
    timeStyle: 'long',
    timeZone: tender.timeZone,
  });
  for (const date of dates) {
    calendar.createEvent({
      id: `${date.key}@${tender.id}`,
      start: date.at,
      stamp: tender.changedAt,
      sequence: tender.version,
      summary: date.title,
      description: [`${local.format(date.at)} (${tender.timeZone})`, date.description].filter(Boolean).join('\n'),
      url: tender.url,
    });
  }

  return calendar.toString();
}

/** RFC 5545, 3.3.11. The package escapes the texts of events, but not the name of a calendar. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`);
}
