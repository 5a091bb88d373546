import type { ExternalNotice } from './external-notice.js';
import { fieldsLost, FIELDS, mappedFields, presentFields, sumOfCounts, type FieldCounts } from './field-accounting.js';
import type { Finding, Translate } from './finding.js';
import type { JsonObject } from './exact-json.js';

/** What an import took of one source. */
export interface SummaryRow {
  source: string;
  releases: number;
  processes: number;
  /** Releases whose process has a buyer and a title, and of which nothing was lost. */
  taken: number;
  withLots: number;
  withItems: number;
  withDeadline: number;
  withAwards: number;
  withGroups: number;
  titleDerived: number;
  /** Releases with at least one finding that something was missing, and that something was strange. */
  missing: number;
  strange: number;
  present: FieldCounts;
  mapped: FieldCounts;
}

interface Process {
  hasBuyer: boolean;
  hasTitle: boolean;
  /** Releases of it that lost nothing, and all. */
  whole: number;
  all: number;
}

/**
 * Counts what an import takes, source by source, while it runs. A release is *taken* when its process (all releases of
 * one ocid in the source) has a buyer and a title, and every lot, item, class, value, deadline and award present in the
 * release was mapped: a release that tells of a contract alone need not repeat who buys.
 */
export class ImportSummary {
  private readonly sources = new Map<string, { row: SummaryRow; processes: Map<string, Process> }>();

  add(source: string, release: JsonObject, reading: { notice: ExternalNotice; findings: readonly Finding[] }): void {
    const { row, processes } = this.source(source);
    const { notice, findings } = reading;
    const present = presentFields(release);
    const mapped = mappedFields(notice);
    row.releases++;
    row.present = sumOfCounts([row.present, present]);
    row.mapped = sumOfCounts([row.mapped, mapped]);
    if (notice.lots.length > 0) row.withLots++;
    if (notice.items.length > 0) row.withItems++;
    if (notice.tenderPeriod?.until) row.withDeadline++;
    if (notice.awards.length > 0) row.withAwards++;
    if (notice.awards.some((award) => award.group !== null)) row.withGroups++;
    if (notice.titleIsDerived) row.titleDerived++;
    if (findings.some(({ kind }) => kind === 'MISSING')) row.missing++;
    if (findings.some(({ kind }) => kind === 'STRANGE')) row.strange++;
    const key = notice.ocid ?? `release ${row.releases}`;
    const process = processes.get(key) ?? { hasBuyer: false, hasTitle: false, whole: 0, all: 0 };
    process.hasBuyer ||= notice.buyer !== null;
    process.hasTitle ||= notice.title !== null;
    process.all++;
    if (fieldsLost(present, mapped).length === 0) process.whole++;
    processes.set(key, process);
  }

  rows(): SummaryRow[] {
    return [...this.sources.values()].map(({ row, processes }) => ({
      ...row,
      processes: processes.size,
      taken: [...processes.values()].reduce((sum, one) => sum + (one.hasBuyer && one.hasTitle ? one.whole : 0), 0),
    }));
  }

  private source(name: string): { row: SummaryRow; processes: Map<string, Process> } {
    const known = this.sources.get(name);
    if (known) return known;
    const made = { row: emptyRow(name), processes: new Map<string, Process>() };
    this.sources.set(name, made);

    return made;
  }
}

function emptyRow(source: string): SummaryRow {
  const counts = { releases: 0, processes: 0, taken: 0, withLots: 0, withItems: 0, withDeadline: 0, withAwards: 0 };

  return {
    source,
    ...counts,
    withGroups: 0,
    titleDerived: 0,
    missing: 0,
    strange: 0,
    present: sumOfCounts([]),
    mapped: sumOfCounts([]),
  };
}

const COLUMNS = [
  'releases',
  'processes',
  'taken',
  'withLots',
  'withItems',
  'withDeadline',
  'withAwards',
  'withGroups',
  'titleDerived',
  'missing',
  'strange',
] as const;

/**
 * The summary as a table of plain text (headings: `summary` in `locales/<language>/exchange.json`), one line a source and one for all, then mapped ÷ present for each field. Columns
 * are parted by two spaces; figures stand to the right.
 */
export function summaryTable(rows: readonly SummaryRow[], translate: Translate): string {
  const heading = (key: string): string => translate(`summary.${key}`, {});
  const all = [...rows, ...(rows.length > 1 ? [totalOf(rows, heading('total'))] : [])];
  const counted = all.map((row) => [row.source, ...COLUMNS.map((column) => figure(row, column))]);
  const fields = all.map((row) => [row.source, ...FIELDS.map((field) => `${row.mapped[field]}/${row.present[field]}`)]);

  return [
    ...aligned([[heading('source'), ...COLUMNS.map((column) => heading(column))], ...counted]),
    '',
    ...aligned([[heading('source'), ...FIELDS.map((field) => heading(field))], ...fields]),
  ].join('\n');
}

function figure(row: SummaryRow, column: (typeof COLUMNS)[number]): string {
  if (column !== 'taken' || row.releases === 0) return String(row[column]);
  // rounded down: 100 % is shown only when it is true
  return `${row.taken} (${Math.floor((row.taken * 1000) / row.releases) / 10} %)`;
}

function totalOf(rows: readonly SummaryRow[], name: string): SummaryRow {
  const total = emptyRow(name);
  for (const column of COLUMNS) total[column] = rows.reduce((sum, row) => sum + row[column], 0);
  total.present = sumOfCounts(rows.map((row) => row.present));
  total.mapped = sumOfCounts(rows.map((row) => row.mapped));

  return total;
}

function aligned(lines: string[][]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);

  return lines.map((line) => line.map(cell).join('  ').trimEnd());
}
