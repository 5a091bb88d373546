import type { FirmActing } from './firms.js';
import { days } from './kongsi.js';
import type { Outcome } from './people.js';

/** A notice in words; everything has a default. Merged one level deep. */
export type NoticeFacts = Partial<Record<string, unknown>> & {
  /** Milliseconds from now; 14 days by default. */
  closesIn?: number;
  /** Milliseconds from now; none by default. */
  questionsEndIn?: number;
  lots?: Record<string, unknown>[];
};

/** What most stories need to know of a tender. */
export interface TenderKnown {
  id: string;
  title: string;
  closesAt: string;
  phase: string;
  lots: { id: string; number: number; requirements: { id: string }[]; items: { id: string }[] }[];
}

const known = 'id title closesAt phase lots { id number requirements { id } items { id } }';

/** A requirement in words: a declaration everybody makes, unless told otherwise. */
export function aRequirement(facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: 'Taxes are paid',
    kind: 'DECLARATION',
    mode: 'EACH',
    measure: { declaration: 'All taxes are paid.' },
    essential: true,
    proof: 'DECLARATION',
    proofWhen: 'WITH_BID',
    ...facts,
  };
}

/** Room for a hundred person-weeks of work between two ISO days. */
export function roomForWork({ from, until }: { from: string; until: string }): Record<string, unknown> {
  return aRequirement({
    title: 'Room for the work',
    kind: 'STAFF',
    mode: 'CAPACITY',
    measure: { capacity: 'PERSON_WEEKS' },
    threshold: { value: '100', unit: 'WEE' },
    neededFrom: from,
    neededUntil: until,
  });
}

/** The input `notice` of `draftTender`: windows for a school, a public quote in rupiah, one undivided lot. */
export async function aNotice(
  firm: FirmActing,
  { closesIn = days(14), questionsEndIn, ...facts }: NoticeFacts = {},
): Promise<Record<string, unknown>> {
  const now = await firm.kongsi.clock.now();

  return {
    procedure: 'QUOTE',
    visibility: 'PUBLIC',
    tenderers: 'BOTH',
    language: 'en',
    timeZone: 'Asia/Makassar',
    title: 'Windows for the village school',
    description: 'Twelve windows of teak with frames, fitted.',
    cpv: '45421000',
    estimate: { amount: '120000000', currency: 'IDR' },
    place: { town: 'Sawah Embun', country: 'ID', latitude: -6.84, longitude: 123.35 },
    priceTerms: { currency: 'IDR', bidLanguages: ['en', 'id'] },
    closesAt: new Date(now.getTime() + closesIn).toISOString(),
    questionsUntil: questionsEndIn === undefined ? null : new Date(now.getTime() + questionsEndIn).toISOString(),
    lots: [aLot()],
    ...facts,
  };
}

/** One lot of a notice. */
export function aLot(facts: Record<string, unknown> = {}): Record<string, unknown> {
  return { items: [{ description: 'Window with frame', quantity: '12', unitCode: 'H87' }], ...facts };
}

/** Begins a draft and answers it, or fails the story. */
export async function aDraft(firm: FirmActing, facts: NoticeFacts = {}): Promise<TenderKnown> {
  return kept(
    await firm.act<TenderKnown>('draftTender', { notice: await aNotice(firm, facts) }, `... on Tender { ${known} }`),
  );
}

/** A tender the firm published, or a failed story. */
export async function aTender(firm: FirmActing, facts: NoticeFacts = {}): Promise<TenderKnown> {
  const draft = await aDraft(firm, facts);

  return kept(await publishTender(firm, draft.id));
}

export function publishTender(firm: FirmActing, tenderId: string): Promise<TenderKnown & Outcome> {
  return firm.act<TenderKnown>('publishTender', { tenderId }, `... on Tender { ${known} }`);
}

/** The tender as the firm sees it. */
export async function tenderSeenBy<Data = TenderKnown>(
  firm: Pick<FirmActing, 'ask'>,
  tenderId: string,
  fields = known,
): Promise<Data | null> {
  const { data } = await firm.ask<{ tender: Data } | null>(`query ($id: ID!) { tender(id: $id) { ${fields} } }`, {
    id: tenderId,
  });

  return data?.tender ?? null;
}

function kept<Result>(result: Result & Outcome): Result {
  if (result.code) throw new Error(`Refused: ${result.code}: ${result.message}`);

  return result;
}
