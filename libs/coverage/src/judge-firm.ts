import { compare, justBelow, larger, nothing, type Amount } from '#libs/requirements';
import type { EvidenceClaim } from './claims.js';
import type { Doubt, DoubtCode } from './doubt.js';
import type { Knowledge, KnownCapability } from './knowledge.js';
import { bestSupport, supportOfClaim, supportOfPaper, type Support } from './papers.js';
import type { Party } from './party.js';
import { isFactMeasure, type Question } from './question.js';
import { isAbout, nothingKnown, readingOf, type Reading } from './reading.js';
import { turnoverOf } from './turnover.js';
import { allOf, type Standing } from './verdict.js';

/** Why a firm stands as it does, when it is no doubt. */
export type Ground =
  'CLAIMED' | 'ANSWERED_YES' | 'ANSWERED_NO' | 'ANSWERED_PART' | 'NOT_LISTED' | 'REFUSED' | 'TOO_LITTLE' | 'EXCLUDED';

/** How one firm stands to one question, with all that explains it. */
export interface Finding extends Standing {
  readonly ground: Ground | null;
  readonly doubt: Doubt | null;
  /** For numbers only. */
  readonly reading: Reading | null;
  readonly papers: readonly EvidenceClaim[];
  readonly endsOn: string | null;
}

/** One firm, one question: by its profile; where that leaves it open, by its answer; for a helper, within what exclusion allows. */
export function judgeFirm(party: Party, question: Question): Finding {
  const byProfile = isFactMeasure(question.measure)
    ? numberFinding(readNumber(party.knowledge, question), question)
    : plainFinding(party.knowledge, question);

  return withinExclusion(withAnswer(whereSilent(byProfile, party.knowledge), party, question), party.exclusion);
}

/** How a known range compares to what is asked; without an asked amount, something at all is asked. */
export function compareReading(reading: Reading, asked: Amount | null): Standing {
  const reaches = (amount: Amount): boolean => compare(amount, asked ?? nothing) >= 0 && compare(amount, nothing) > 0;
  if (reaches(reading.lasting))
    return { outcome: 'MET', strength: reaches(reading.lastingProved) ? 'PROVED' : 'DECLARED' };
  if (reaches(reading.low)) return { outcome: 'AT_RISK', strength: reaches(reading.proved) ? 'PROVED' : 'DECLARED' };

  return { outcome: reading.high !== null && !reaches(reading.high) ? 'UNMET' : 'UNKNOWN', strength: null };
}

function readNumber(knowledge: Knowledge, question: Question): Reading {
  if (!isFactMeasure(question.measure)) return nothingKnown;
  const { measure } = question;
  const facts = knowledge.factsOf(measure.factKey);
  if (facts.length === 0) return nothingKnown;

  return knowledge.readOnce(question.number, () =>
    measure.factKey === 'ANNUAL_TURNOVER'
      ? turnoverOf(
          facts.filter(({ claim }) => isAbout(claim, measure)),
          question,
        )
      : readingOf(facts, question),
  );
}

function numberFinding(reading: Reading, question: Question): Finding {
  const { outcome, strength } = compareReading(reading, question.asked);
  const { doubt, papers, endsOn } = reading;
  const ground = outcome === 'UNKNOWN' ? null : outcome === 'UNMET' ? 'TOO_LITTLE' : 'CLAIMED';

  return { outcome, strength, ground, doubt, reading, papers, endsOn };
}

function plainFinding(knowledge: Knowledge, question: Question): Finding {
  // How much room a firm has is nothing without its share: the mode CAPACITY judges it.
  if ('capacity' in question.measure) return open(null);
  if ('scheme' in question.measure) {
    const papers = knowledge.papersNamed(question.name ?? '');

    return supported(bestSupport(papers.map((paper) => supportOfPaper(paper, question))));
  }

  return 'declaration' in question.measure
    ? statementFinding(knowledge, question)
    : capabilityFinding(knowledge, question);
}

function capabilityFinding(knowledge: Knowledge, question: Question): Finding {
  const claimed: KnownCapability[] = [];
  for (const { stem } of question.codes) knowledge.collectBelow(stem, claimed);
  if (claimed.length > 0) {
    const supports = claimed.map(({ claim, papers }) => discreet(supportOfClaim(papers, question), claim));

    return supported(bestSupport(supports));
  }
  const isBroader = question.codes.some(({ digits }) => knowledge.claimsAbove(digits));

  return open(isBroader ? 'BROADER_CLAIM' : null);
}

/** A paper named like the statement is its document. */
function statementFinding(knowledge: Knowledge, question: Question): Finding {
  const stated = knowledge.declared(question.name ?? '');
  if (stated === undefined) return open(null);
  if (!stated) return { ...open(null), outcome: 'UNMET', ground: 'REFUSED' };

  return supported(supportOfClaim(knowledge.papersNamed(question.name ?? ''), question));
}

function discreet(support: Support, claim: { readonly verdictOnly?: boolean }): Support {
  return claim.verdictOnly
    ? { ...support, papers: support.papers.map((paper) => ({ ...paper, verdictOnly: true })) }
    : support;
}

function supported(support: Support | null): Finding {
  if (support === null) return open(null);

  const { outcome, strength, doubt, papers, endsOn } = support;

  return { outcome, strength, ground: doubt === null ? 'CLAIMED' : null, doubt, reading: null, papers, endsOn };
}

function open(code: DoubtCode | null): Finding {
  const doubt = code === null ? null : { code, on: null };

  return { outcome: 'UNKNOWN', strength: null, ground: null, doubt, reading: null, papers: [], endsOn: null };
}

/** Nothing said: a complete profile means "no", a hidden one "ask the firm", any other one "not yet stated". */
function whereSilent(finding: Finding, { claims }: Knowledge): Finding {
  if (finding.outcome !== 'UNKNOWN') return finding;
  const unseen = finding.doubt === null || finding.doubt.code === 'DOCUMENT_MISSING';
  if (claims.hidden && unseen) return { ...finding, doubt: { code: 'ASK_THE_FIRM', on: null } };
  if (finding.doubt !== null) return finding;
  if (claims.complete && finding.reading === null) return { ...finding, outcome: 'UNMET', ground: 'NOT_LISTED' };

  return { ...finding, doubt: { code: 'NOT_STATED', on: null } };
}

/**
 * A plain answer settles what the profile leaves open. "No" and "part" both say "not alone"; of a number they say no more than that
 * it is below what is asked, so that in a sum it stays open. Which parts of several "part" means, it does not tell.
 */
function withAnswer(finding: Finding, party: Party, question: Question): Finding {
  const answer = party.knowledge.claims.answers?.[question.requirementId];
  if (finding.outcome !== 'UNKNOWN' || answer === undefined) return finding;
  const doubt: Doubt = { code: 'ANSWERED_PART', on: null };
  if (answer === 'PART' && question.isPart) return { ...finding, doubt };
  if (answer === 'YES' && question.documentWanted) return { ...finding, doubt: { code: 'DOCUMENT_MISSING', on: null } };
  if (answer === 'YES') {
    return {
      ...finding,
      ...allOfIt(finding, question),
      outcome: 'MET',
      strength: 'DECLARED',
      ground: 'ANSWERED_YES',
      doubt: null,
    };
  }
  const ground = answer === 'NO' ? 'ANSWERED_NO' : 'ANSWERED_PART';

  return { ...finding, ...lessOfIt(finding, question), outcome: 'UNMET', ground, doubt };
}

function lessOfIt({ reading }: Finding, { asked }: Question): Pick<Finding, 'reading'> {
  if (reading === null) return { reading };
  const below = asked === null ? reading.low : larger(reading.low, justBelow(asked));

  return { reading: { ...reading, high: below, shown: false } };
}

/** "All of it" is worth what is asked, on the firm's word. */
function allOfIt({ reading }: Finding, { asked }: Question): Pick<Finding, 'reading'> {
  if (reading === null) return { reading };
  const stated = larger(asked ?? { top: 1n, bottom: 1n }, reading.low);

  return { reading: { ...reading, low: stated, lasting: stated, high: null, shown: false } };
}

function withinExclusion(finding: Finding, exclusion: Standing | null): Finding {
  if (exclusion === null || exclusion.outcome === 'MET') return finding;
  const { reading } = finding;
  if (exclusion.outcome === 'UNMET') {
    return {
      ...open(null),
      outcome: 'UNMET',
      ground: 'EXCLUDED',
      reading: reading && { ...nothingKnown, high: nothing },
    };
  }
  const capped = allOf([finding, exclusion]);
  if (exclusion.outcome === 'AT_RISK') {
    return { ...finding, ...capped, reading: reading && { ...reading, lasting: nothing, lastingProved: nothing } };
  }
  const unlent = reading && { ...reading, low: nothing, lasting: nothing, proved: nothing, lastingProved: nothing };
  const ground = capped.outcome === 'UNMET' ? finding.ground : null;

  return { ...finding, ...capped, ground, doubt: { code: 'EXCLUSION_OPEN', on: null }, reading: unlent };
}
