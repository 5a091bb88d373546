import type { FileFault } from './json-pieces.js';

/** What was noticed while reading a release; a DEVIATION is told by the strict report only. */
export type FindingKind = 'MISSING' | 'STRANGE' | 'DROPPED' | 'DERIVED' | 'DEVIATION';

/** The sentences, by key in `locales/<language>/exchange.json` under `finding`, and what kind of finding each is. */
export const NOTES = {
  ocidMissing: 'MISSING',
  releaseIdMissing: 'MISSING',
  dateMissing: 'MISSING',
  tagMissing: 'MISSING',
  buyerMissing: 'MISSING',
  titleMissing: 'MISSING',
  deadlineMissing: 'MISSING',
  currencyMissing: 'MISSING',
  nameMissing: 'MISSING',
  listExpected: 'STRANGE',
  objectExpected: 'STRANGE',
  textExpected: 'STRANGE',
  amountUnreadable: 'STRANGE',
  amountAsText: 'STRANGE',
  quantityUnreadable: 'STRANGE',
  dateUnreadable: 'STRANGE',
  dateWithoutZone: 'STRANGE',
  dateByName: 'STRANGE',
  lotUnknown: 'STRANGE',
  awardTwice: 'STRANGE',
  contactDropped: 'DROPPED',
  emptyEntry: 'DROPPED',
  titleDerived: 'DERIVED',
  buyerFromParties: 'DERIVED',
  buyerFromProcuringEntity: 'DERIVED',
  nameFromIdentifier: 'DERIVED',
  tenderFromPlan: 'DERIVED',
  fieldByOtherName: 'DERIVED',
  groupByName: 'DERIVED',
  requiredMissing: 'DEVIATION',
  idNotText: 'DEVIATION',
  tagNotList: 'DEVIATION',
  dateNotStandard: 'DEVIATION',
  codeUnknown: 'DEVIATION',
  amountNotNumber: 'DEVIATION',
  currencyNotCode: 'DEVIATION',
  listNotList: 'DEVIATION',
} as const satisfies Record<string, FindingKind>;

export type NoteKey = keyof typeof NOTES;

/** One finding, told once a release for all places alike. */
export interface Finding {
  kind: FindingKind;
  note: NoteKey;
  /** Where it was first seen: `tender.items[2].quantity`. */
  path: string;
  /** What was read there, shortened; null when nothing was there. */
  read: string | null;
  /** How many places of the release it holds for. */
  times: number;
}

/** Collects the findings of one release; the same note at like places (list positions aside) is one finding. */
export class Findings {
  private readonly byPlace = new Map<string, Finding>();
  /** Paths of the sums of money that were read into a field of their own. */
  readonly moneyRead = new Set<string>();

  add(note: NoteKey, path: string, read: unknown = null): void {
    const key = `${note} ${path.replaceAll(/\[\d+\]/g, '[]')}`;
    const known = this.byPlace.get(key);
    if (known) known.times++;
    else this.byPlace.set(key, { kind: NOTES[note], note, path, read: shortened(read), times: 1 });
  }

  all(): Finding[] {
    return [...this.byPlace.values()];
  }
}

function shortened(read: unknown): string | null {
  if (read === null || read === undefined) return null;
  const text = typeof read === 'string' ? read : JSON.stringify(read);

  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Something about a file that its reader should be told: broken JSON, a link that is not followed, no release. */
export interface FileFinding extends FileFault {
  kind: 'MALFORMED' | 'LINKED' | 'NOT_A_RELEASE' | 'OTHER_ENCODING';
  file: string;
}

/** Looks up a text of `locales/<language>/exchange.json` by its dotted key and fills in its blanks. */
export type Translate = (key: string, values: Readonly<Record<string, string>>) => string;

/** What was found about a file as a sentence: `file` in `locales/<language>/exchange.json`. */
export function fileSentenceOf(finding: FileFinding, translate: Translate): string {
  const { kind, file, line, column, reason } = finding;

  return translate(`file.${kind}`, { file, line: String(line), column: String(column), reason });
}

/** The finding as a sentence a person understands. */
export function sentenceOf({ note, path, read, times }: Finding, translate: Translate): string {
  const sentence = translate(`finding.${note}`, { path, read: read ?? '–' });

  return times > 1 ? `${sentence} ${translate('findingTimes', { times: String(times) })}` : sentence;
}
