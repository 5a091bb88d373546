import { describe, expect, it } from '@jest/globals';
import { tenderCalendar, type CalendarTender } from './tender-calendar.js';
import { tenderFeed, type FeedDetails, type FeedTender } from './tender-feed.js';

const details: FeedDetails = {
  title: 'Tenders of Kongsi',
  pageUrl: 'https://kongsi.example/tenders',
  feedUrl: 'https://kongsi.example/tenders.atom',
  language: 'id',
  startedAt: new Date('2026-01-01T00:00:00Z'),
};

const tender: FeedTender = {
  id: 'https://kongsi.example/tenders/1',
  url: 'https://kongsi.example/tenders/1',
  title: 'Doors <wide> & windows ]]> "x"',
  summary: 'Kusen pintu & jendela',
  buyerName: 'Dinas <PU>',
  publishedAt: new Date('2026-02-01T00:00:00Z'),
  changedAt: new Date('2026-02-03T00:00:00Z'),
  classes: [{ code: '44221200', name: 'Doors & frames' }],
};

describe('the feed of tenders', () => {
  it('is Atom, changed when its latest tender was', () => {
    const older = { ...tender, id: 'urn:2', changedAt: new Date('2026-02-02T00:00:00Z') };
    const atom = tenderFeed(details, [older, tender]);
    expect(atom).toContain('<feed xmlns="http://www.w3.org/2005/Atom">');
    expect(/<updated>(.*?)<\/updated>/.exec(atom)?.[1]).toBe('2026-02-03T00:00:00.000Z');
    expect(atom.match(/<entry>/g)).toHaveLength(2);
    expect(atom).toContain('<link rel="self" href="https://kongsi.example/tenders.atom"/>');
    expect(atom).toContain('<published>2026-02-01T00:00:00.000Z</published>');
    expect(atom).toContain('term="44221200"');
    expect(atom).toContain('<name>Dinas &lt;PU&gt;</name>');
  });

  it('shows marks in texts as marks: titles of Atom are HTML here', () => {
    const html = /<title type="html"><!\[CDATA\[(.*?)\]\]><\/title>/s.exec(tenderFeed(details, [tender]))?.[1];
    expect(html).toBe('Doors &lt;wide&gt; &amp; windows ]]&gt; "x"');
  });

  it('without tenders is as old as the feed', () => {
    expect(tenderFeed(details, [])).toContain('<updated>2026-01-01T00:00:00.000Z</updated>');
  });
});

describe('the calendar of a tender', () => {
  const about: CalendarTender = {
    id: 'T-1@kongsi.example',
    title: 'School, roof; "new"',
    url: 'https://kongsi.example/tenders/1',
    timeZone: 'Asia/Jakarta',
    language: 'en',
    version: 3,
    changedAt: new Date('2026-02-03T00:00:00Z'),
  };
  const calendar = (tender = about): string =>
    tenderCalendar(tender, [{ key: 'deadline', at: new Date('2026-03-01T03:00:00Z'), title: 'Bids close' }]).replaceAll(
      '\r\n ',
      '',
    );

  it('gives the instant in UTC and the local time with its zone in words', () => {
    const lines = calendar().split('\r\n');
    expect(lines).toContain('DTSTART:20260301T030000Z');
    expect(lines).toContain('DTSTAMP:20260203T000000Z');
    expect(lines).toContain('UID:deadline@T-1@kongsi.example');
    expect(lines).toContain('SEQUENCE:3');
    expect(lines).toContain('SUMMARY:Bids close');
    const description = lines.find((line) => line.startsWith('DESCRIPTION:'));
    expect(description).toMatch(/Sunday\\, March 1\\, 2026.*10:00.*\(Asia\/Jakarta\)/);
  });

  it('speaks the language of its reader', () => {
    expect(calendar({ ...about, language: 'id' })).toContain('Minggu\\, 01 Maret 2026 pukul 10.00');
  });

  it('lets no title write lines of its own', () => {
    const lines = calendar({ ...about, title: 'A; b, c\\d\r\nATTENDEE:x' }).split('\r\n');
    expect(lines).toContain(String.raw`NAME:A\; b\, c\\d\nATTENDEE:x`);
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
  });

  it('is the same when nothing changed', () => {
    expect(calendar()).toBe(calendar());
  });
});
