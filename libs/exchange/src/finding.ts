/** What was noticed while reading a release. */
export type FindingKind = 'MISSING' | 'STRANGE' | 'DROPPED' | 'DERIVED';

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

/**
 * The finding as a sentence, from the sentences of one language (`finding` in `locales/<language>/exchange.json`), which
 * may name `{{path}}`, `{{read}}` and `{{times}}`.
 */
export function sentenceOf(finding: Finding, sentences: Readonly<Record<NoteKey | 'times', string>>): string {
  const fill = (text: string): string =>
    text.replaceAll(/\{\{(path|read|times)\}\}/g, (_, fact: 'path' | 'read' | 'times') => String(finding[fact] ?? '–'));
  const sentence = fill(sentences[finding.note]);

  return finding.times > 1 ? `${sentence} ${fill(sentences.times)}` : sentence;
}
