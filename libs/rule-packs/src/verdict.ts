import type { GroupStatement, HelperStatement, Liability, Money, SizeClass } from './facts.js';

/** Three-valued: what is not known is a question, never a breach. */
export const PackOutcome = { PASS: 'PASS', BREACH: 'BREACH', UNKNOWN: 'UNKNOWN' } as const;
export type PackOutcome = (typeof PackOutcome)[keyof typeof PackOutcome];

/** What is missing where a rule cannot be judged. The sentence is `missing.<what>` of the catalogue. */
export type Missing =
  | 'agreement'
  | 'agreementLater'
  | 'ableAlone'
  | 'complexity'
  | 'equalShares'
  | 'estimate'
  | 'firstAward'
  | 'form'
  | 'grade'
  | 'lead'
  | 'lendsFor'
  | 'liability'
  | 'otherBids'
  | 'reason'
  | 'registers'
  | 'replacement'
  | 'representative'
  | 'share'
  | 'size'
  | 'statement'
  | 'value';

/** A fact that a sentence names; `sentence.ts` puts it into words. */
export type PackFact =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'percent'; readonly basisPoints: number }
  | { readonly type: 'money'; readonly money: Money }
  | { readonly type: 'day'; readonly on: string }
  | { readonly type: 'size'; readonly size: SizeClass }
  | { readonly type: 'liability'; readonly liability: Liability }
  | { readonly type: 'statement'; readonly statement: GroupStatement | HelperStatement };

/** Where in a notice a rule looked; nothing for the notice as a whole. */
export interface NoticePlace {
  readonly lotNumber?: number;
  readonly requirementNumber?: number;
}

/** What one rule says of one line-up or of one place of a notice. */
export interface Judgement {
  readonly outcome: PackOutcome;
  /** Firms it is about, each once, in the order of their ids; empty where it is about all as a group. */
  readonly who: readonly string[];
  /** Set with UNKNOWN. */
  readonly missing: Missing | null;
  /** Numbers of the sentence: how many, by how much. */
  readonly facts: Readonly<Record<string, PackFact>>;
  readonly at: NoticePlace;
}

type Facts = Readonly<Record<string, PackFact>>;

export function pass(facts: Facts = {}): Judgement {
  return { outcome: 'PASS', who: [], missing: null, facts, at: {} };
}

export function breach(who: readonly string[], facts: Facts = {}, at: NoticePlace = {}): Judgement {
  return { outcome: 'BREACH', who: inOrder(who), missing: null, facts, at };
}

export function unknown(missing: Missing, who: readonly string[], facts: Facts = {}, at: NoticePlace = {}): Judgement {
  return { outcome: 'UNKNOWN', who: inOrder(who), missing, facts, at };
}

export const percent = (basisPoints: number): PackFact => ({ type: 'percent', basisPoints });
export const number = (value: number): PackFact => ({ type: 'number', value });

function inOrder(firmIds: readonly string[]): string[] {
  return [...new Set(firmIds)].sort();
}
