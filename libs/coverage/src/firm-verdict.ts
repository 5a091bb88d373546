import type { EvidenceClaim } from './claims.js';
import { compare, minus, nothing } from '#libs/requirements';
import { amountFact, day, sentence, type AmountFact, type Explanation } from './explanation.js';
import type { Finding } from './judge-firm.js';
import type { Party } from './party.js';
import type { Question } from './question.js';
import { isGap, type FirmVerdict } from './verdict.js';

/**
 * A finding as the asker may see it: numbers, papers and dates that may not be shown are left out, the verdict is not.
 *
 * @param whyNotCounted for a firm that is judged without being weighed
 */
export function firmVerdictOf(
  party: Party,
  question: Question,
  finding: Finding,
  whyNotCounted: Explanation | null = null,
): FirmVerdict {
  const { reading } = finding;
  const isShown = reading?.shown ?? false;
  const value = isShown && finding.ground !== 'EXCLUDED' ? valueOf(finding, question) : null;
  const shortBy = value !== null && finding.ground === 'TOO_LITTLE' ? shortOf(finding, question) : null;
  const { evidenceIds, endsOn, details } = shownOf(finding);

  return {
    firmId: party.firmId,
    counts: whyNotCounted === null,
    outcome: finding.outcome,
    strength: finding.strength,
    explanation: whyNotCounted ?? explain(party, question, finding, value, shortBy),
    value,
    shortBy,
    period: isShown ? (reading?.period ?? null) : null,
    evidenceIds,
    endsOn,
    details,
  };
}

/** The papers, dates and details behind a finding that the asker may see. */
export function shownOf(finding: Finding): Pick<FirmVerdict, 'evidenceIds' | 'endsOn' | 'details'> {
  const { reading, outcome } = finding;
  const papers = finding.papers.length === 0 ? finding.papers : finding.papers.filter((paper) => !paper.verdictOnly);
  const endsOn = areDatesShown(finding) ? finding.endsOn : null;
  const period = reading !== null && reading.shown ? reading.period : null;

  return { evidenceIds: idsOf(papers), endsOn, details: detailsOf(period, papers, isGap(outcome) ? null : endsOn) };
}

function areDatesShown({ reading, papers }: Finding): boolean {
  return (reading === null || reading.shown) && papers.every((paper) => !paper.verdictOnly);
}

const none: readonly Explanation[] = [];

/** The days a number speaks of, the papers by title and number, and the last day: as far as they may be shown. */
function detailsOf(
  period: FirmVerdict['period'],
  papers: readonly EvidenceClaim[],
  endsOn: string | null,
): readonly Explanation[] {
  const known = papers.filter(({ title, number }) => title ?? number);
  if (!period?.from && !period?.until && known.length === 0 && endsOn === null) return none;
  const details: Explanation[] = [];
  if (period?.from && period.until) {
    details.push(sentence('detail.period', { from: day(period.from), until: day(period.until) }));
  } else if (period?.from) details.push(sentence('detail.periodFrom', { from: day(period.from) }));
  else if (period?.until) details.push(sentence('detail.periodUntil', { until: day(period.until) }));
  if (known.length > 0) {
    const shown = [...new Map(known.map((paper) => [paper.id, paper])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const facts = shown.map(({ title, number }) => ({ title: title ?? {}, number: number ?? null }));
    details.push(sentence('detail.papers', { papers: { type: 'papers', papers: facts } }));
  }
  if (endsOn !== null) details.push(sentence('detail.endsOn', { endsOn: day(endsOn) }));

  return details;
}

function idsOf(papers: readonly EvidenceClaim[]): readonly string[] {
  const ids = papers.map(({ id }) => id);

  return ids.length < 2 ? ids : [...new Set(ids)].sort();
}

/** The number that can be told: what stands, or for a gap what was stated at most. */
function valueOf({ reading, outcome }: Finding, question: Question): AmountFact | null {
  if (reading === null) return null;
  const amount = outcome === 'UNMET' ? reading.high : reading.low;
  if (amount === null || (outcome !== 'UNMET' && compare(amount, nothing) === 0)) return null;

  return amountFact(amount, question.threshold);
}

function shortOf({ reading }: Finding, question: Question): AmountFact | null {
  if (!reading?.high || question.asked === null) return null;

  return amountFact(minus(question.asked, reading.high), question.threshold, 'up');
}

function explain(
  party: Party,
  question: Question,
  finding: Finding,
  value: AmountFact | null,
  shortBy: AmountFact | null,
): Explanation {
  const firm = party.named;
  const { what, wanted } = question;
  if (finding.doubt !== null && finding.outcome === 'UNKNOWN') {
    const { code, on } = finding.doubt;

    return sentence(`firm.unknown.${code}`, on === null ? { firm, what } : { firm, what, on: day(on) });
  }
  if (finding.outcome === 'AT_RISK') {
    if (!areDatesShown(finding) || !finding.endsOn) return sentence('firm.atRisk.unshown', { firm, what });

    return sentence('firm.atRisk.shown', {
      firm,
      what,
      endsOn: day(finding.endsOn),
      neededUntil: day(question.neededUntil ?? ''),
    });
  }
  if (finding.ground === 'TOO_LITTLE') {
    return value && shortBy
      ? sentence('firm.unmet.TOO_LITTLE', { firm, what, wanted, value, shortBy })
      : sentence('firm.unmet.TOO_LITTLE_UNSHOWN', { firm, what, wanted });
  }
  if (finding.outcome === 'UNMET') return sentence(`firm.unmet.${finding.ground}`, { firm, what });
  if (finding.ground === 'ANSWERED_YES') return sentence('firm.met.answered', { firm, what });
  if (finding.reading === null) return sentence(`firm.met.${finding.strength}`, { firm, what });

  return value
    ? sentence(`firm.met.number.${finding.strength}`, { firm, what, wanted, value })
    : sentence(`firm.met.numberUnshown.${finding.strength}`, { firm, what, wanted });
}
