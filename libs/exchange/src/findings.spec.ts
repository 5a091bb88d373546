import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { JsonObject } from './exact-json.js';
import { fileSentenceOf, Findings, NOTES, sentenceOf, type NoteKey, type Translate } from './finding.js';
import { ImportSummary, summaryTable } from './import-summary.js';
import { readRelease } from './ocds-reading.js';
import { strictReport } from './strict-report.js';

type Texts = { finding: Record<NoteKey, string>; findingTimes: string; summary: Record<string, string> };
const languages = ['en', 'id'] as const;
const texts = (language: string): Texts =>
  JSON.parse(readFileSync(new URL(`../../../locales/${language}/exchange.json`, import.meta.url), 'utf8')) as Texts;

/** As the catalogue does it; a text or a blank that is missing fails. */
function translator(language: string): Translate {
  return (key, values) => {
    const text = key
      .split('.')
      .reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], texts(language));
    if (typeof text !== 'string') throw new Error(`${key} has no text in ${language}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, blank: string) => values[blank] ?? `NO ${blank}`);
  };
}

describe('findings', () => {
  it.each(languages)('are all sentences in %s', (language) => {
    expect(Object.keys(texts(language).finding)).toEqual(Object.keys(NOTES));
    for (const note of Object.keys(NOTES) as NoteKey[]) {
      const sentence = sentenceOf(
        { kind: NOTES[note], note, path: 'tender.x', read: 'y', times: 2 },
        translator(language),
      );
      expect(sentence).toMatch(/^[A-Z]?.*\.( \(.*2.*\))$/);
      expect(sentence).not.toMatch(/NO |\{\{/);
    }
  });

  it.each(languages)('about files are sentences in %s', (language) => {
    for (const kind of ['MALFORMED', 'LINKED', 'NOT_A_RELEASE', 'OTHER_ENCODING'] as const) {
      const finding = { kind, file: 'notices.json', byte: 9, line: 3, column: 7, reason: 'why' };
      expect(fileSentenceOf(finding, translator(language))).toMatch(/^notices\.json[^{]*why[^{]*\.$/);
    }
  });

  it('shorten what was read', () => {
    const findings = new Findings();
    findings.add('textExpected', 'x', { a: 'y'.repeat(200) });
    expect(findings.all()[0]?.read).toHaveLength(80);
  });
});

describe('the strict report', () => {
  it('is empty for a release that keeps the standard', () => {
    const release = {
      ocid: 'o',
      id: 'r',
      date: '2026-01-01T00:00:00.5+07:00',
      tag: ['tender'],
      initiationType: 'tender',
      planning: { budget: { amount: { amount: 1, currency: 'EUR' } } },
      tender: { id: 't', status: 'active', items: [{ id: '1' }], value: { amount: 1, currency: 'IDR' } },
    };
    expect(strictReport(release)).toEqual([]);
  });

  it('names every deviation it knows', () => {
    const release = {
      id: 5,
      date: '2014-03-26',
      tag: 'bid',
      tender: { id: 't', status: 'Open', lots: {}, value: { amount: '5', currency: 'Euro' } },
      awards: [
        { id: 1, status: 'pending' },
        { id: 2, date: 'n/a' },
      ],
      contracts: [{ id: 'c', awardID: 1, status: 'running' }],
    };
    expect(strictReport(release as unknown as JsonObject).map(({ note, path, times }) => [note, path, times])).toEqual([
      ['requiredMissing', 'ocid', 1],
      ['requiredMissing', 'initiationType', 1],
      ['tagNotList', 'tag', 1],
      ['idNotText', 'id', 1],
      ['dateNotStandard', 'date', 1],
      ['codeUnknown', 'tender.status', 1],
      ['listNotList', 'tender.lots', 1],
      ['amountNotNumber', 'tender.value.amount', 1],
      ['currencyNotCode', 'tender.value.currency', 1],
      ['idNotText', 'awards[0].id', 2],
      ['dateNotStandard', 'awards[1].date', 1],
      ['idNotText', 'contracts[0].awardID', 1],
      ['codeUnknown', 'contracts[0].status', 1],
    ]);
  });
});

describe('the summary of an import', () => {
  const add = (summary: ImportSummary, source: string, release: JsonObject): void =>
    summary.add(source, release, readRelease(release, { package: {} }));
  const tender = { title: 'School', lots: [{ id: '1' }], tenderPeriod: { endDate: '2026-01-01T00:00:00Z' } };

  it('counts as taken a release whose process names its buyer elsewhere, and none that lost something', () => {
    const summary = new ImportSummary();
    add(summary, 'a', { ocid: '1', buyer: { name: 'City' }, tender });
    add(summary, 'a', { ocid: '1', contracts: [{ id: 'c', title: 'Works' }] });
    add(summary, 'a', { ocid: '2', contracts: [{ id: 'c', title: 'Works' }] });
    const release = { ocid: '3', buyer: { name: 'City' }, tender };
    const { notice, findings } = readRelease(release, { package: {} });
    summary.add('b', release, { notice: { ...notice, lots: [] }, findings });
    expect(
      summary.rows().map(({ source, releases, processes, taken }) => [source, releases, processes, taken]),
    ).toEqual([
      ['a', 3, 2, 2],
      ['b', 1, 1, 0],
    ]);
    expect(summary.rows()[1]).toMatchObject({ present: { lots: 1 }, mapped: { lots: 0 } });
  });

  it.each(languages)('is a table in %s', (language) => {
    const summary = new ImportSummary();
    add(summary, 'armenia.jsonl', { ocid: '1', buyer: { name: 'City' }, tender });
    add(summary, 'b', { ocid: '2', tender });
    const lines = summaryTable(summary.rows(), translator(language)).split('\n');
    const { source, total, releases } = texts(language).summary;
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(new RegExp(`^${source} +${releases} `));
    expect(lines[1]).toMatch(/^armenia\.jsonl +1 +1 +1 \(100 %\) +1 +0 +1 +0 +0 +0 +/);
    expect(lines[3]).toMatch(new RegExp(`^${total} +2 +2 +1 \\(50 %\\)`));
    expect(lines[6]).toMatch(/^armenia\.jsonl +1\/1 +1\/1 +1\/1 +0\/0 /);
    expect(new Set(lines.slice(0, 4).map((line) => line.length)).size).toBe(1);
  });
});
