import type { EvidenceClaim } from './claims.js';
import type { Doubt } from './doubt.js';
import type { Question } from './question.js';
import { rankOf, type Standing } from './verdict.js';

/** How firmly a claim stands: on the firm's word, or on papers; and until when. */
export interface Support extends Standing {
  /** Why it does not stand, when it does not. */
  readonly doubt: Doubt | null;
  readonly endsOn: string | null;
  readonly papers: readonly EvidenceClaim[];
}

/**
 * A claim of the firm (a capability, a fact, a statement). Where the firm's word is enough, papers only make it *proved*: when they
 * end, the word still stands. Where a document is wanted, the claim lives and ends with its papers.
 */
export function supportOfClaim(
  papers: readonly EvidenceClaim[],
  question: Question,
  claimEndsOn: string | null = null,
): Support {
  if (question.documentWanted) {
    return (
      bestSupport(papers.map((paper) => supportOfPaper(paper, question, claimEndsOn))) ??
      nothingHeld('DOCUMENT_MISSING')
    );
  }
  const verified = papers.filter((paper) => paper.state === 'VERIFIED' && isValid(paper, question.today));

  return {
    outcome: lasts(claimEndsOn, question) ? 'MET' : 'AT_RISK',
    strength: verified.length > 0 ? 'PROVED' : 'DECLARED',
    doubt: null,
    endsOn: claimEndsOn,
    papers: verified,
  };
}

/** A paper that is itself what is asked (a certificate, a licence), or the document behind a claim that ends on `claimEndsOn`. */
export function supportOfPaper(paper: EvidenceClaim, question: Question, claimEndsOn: string | null = null): Support {
  const code = flawOf(paper, question);
  if (code !== null) return nothingHeld(paper.verdictOnly ? 'ASK_THE_FIRM' : code, paper.validUntil ?? null);

  const endsOn = earlier(paper.validUntil ?? null, claimEndsOn);

  return {
    outcome: lasts(endsOn, question) ? 'MET' : 'AT_RISK',
    strength: paper.state === 'VERIFIED' ? 'PROVED' : 'DECLARED',
    doubt: null,
    endsOn,
    papers: [paper],
  };
}

/** The support that serves best; among equals the one that lasts longest. `null` when there is none. */
export function bestSupport(supports: readonly Support[]): Support | null {
  let best: Support | null = null;
  for (const support of supports) {
    if (best === null || isBetter(support, best)) best = support;
  }

  return best;
}

/** When what stands today ends before it is needed. Without an end, or without a day, nothing is at risk. */
export function lasts(endsOn: string | null, question: Question): boolean {
  return endsOn === null || question.neededUntil === null || endsOn >= question.neededUntil;
}

function isValid(paper: EvidenceClaim, today: string): boolean {
  return (paper.validFrom ?? today) <= today && today <= (paper.validUntil ?? today);
}

function flawOf(paper: EvidenceClaim, question: Question): Doubt['code'] | null {
  if (paper.state === 'REJECTED') return 'REJECTED';
  if ((paper.validUntil ?? question.today) < question.today) return 'EXPIRED';
  if ((paper.validFrom ?? question.today) > question.today) return 'NOT_YET_VALID';

  return question.documentWanted && paper.state === 'DRAFT' ? 'DOCUMENT_MISSING' : null;
}

function nothingHeld(code: Doubt['code'], on: string | null = null): Support {
  const dated = code === 'EXPIRED';

  return { outcome: 'UNKNOWN', strength: null, doubt: { code, on: dated ? on : null }, endsOn: null, papers: [] };
}

/** Which flaw to speak of when all papers have one: the one that takes least to mend. */
const mendable: readonly Doubt['code'][] = ['DOCUMENT_MISSING', 'NOT_YET_VALID', 'EXPIRED', 'REJECTED', 'ASK_THE_FIRM'];

function isBetter(support: Support, than: Support): boolean {
  const difference = rankOf(support) - rankOf(than);
  if (difference !== 0) return difference > 0;
  if (support.doubt && than.doubt) {
    const ease = mendable.indexOf(than.doubt.code) - mendable.indexOf(support.doubt.code);
    if (ease !== 0) return ease > 0;

    return (support.doubt.on ?? '') > (than.doubt.on ?? '');
  }

  return (support.endsOn ?? '9999') > (than.endsOn ?? '9999');
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;

  return a < b ? a : b;
}
