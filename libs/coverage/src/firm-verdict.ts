import { compare, minus, nothing } from './amount.js';
import { amountFact, day, firms, measureFact, sentence, wantedFact, type Explanation } from './explanation.js';
import type { Finding } from './judge-firm.js';
import type { Party } from './party.js';
import type { Question } from './question.js';
import type { AmountFact, FirmVerdict } from './verdict.js';

/** A finding as the asker may see it: numbers, papers and dates that may not be shown are left out, the verdict is not. */
export function firmVerdictOf(party: Party, question: Question, finding: Finding, counts = true): FirmVerdict {
  const { reading } = finding;
  const isShown = reading !== null && reading.shown;
  const papers = finding.papers.filter((paper) => !paper.verdictOnly);
  const datesShown = papers.length === finding.papers.length && (reading === null || isShown);
  const value = isShown && finding.ground !== 'EXCLUDED' ? valueOf(finding, question) : null;
  const shortBy = value !== null && finding.ground === 'TOO_LITTLE' ? shortOf(finding, question) : null;

  return {
    firmId: party.firmId,
    counts,
    outcome: finding.outcome,
    strength: finding.strength,
    explanation: explain(party, question, finding, value, shortBy, datesShown),
    value,
    shortBy,
    period: isShown ? reading.period : null,
    evidenceIds: [...new Set(papers.map((paper) => paper.id))].sort(),
    endsOn: datesShown ? finding.endsOn : null,
  };
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
  datesShown: boolean,
): Explanation {
  const said = { firm: firms([party.firmId]), what: measureFact(question.measure) };
  const wanted = wantedFact(question.threshold?.value ?? '1', question.threshold);
  if (finding.doubt !== null && finding.outcome === 'UNKNOWN') {
    return sentence(`firm.unknown.${finding.doubt.code}`, {
      ...said,
      ...(finding.doubt.on ? { on: day(finding.doubt.on) } : {}),
    });
  }
  if (finding.outcome === 'AT_RISK') {
    const dates = { endsOn: day(finding.endsOn ?? ''), neededUntil: day(question.neededUntil ?? '') };

    return datesShown && finding.endsOn
      ? sentence('firm.atRisk.shown', { ...said, ...dates })
      : sentence('firm.atRisk.unshown', said);
  }
  if (finding.ground === 'TOO_LITTLE') {
    return value && shortBy
      ? sentence('firm.unmet.TOO_LITTLE', { ...said, wanted, value, shortBy })
      : sentence('firm.unmet.TOO_LITTLE_UNSHOWN', { ...said, wanted });
  }
  if (finding.outcome === 'UNMET') return sentence(`firm.unmet.${finding.ground}`, said);
  if (finding.ground === 'ANSWERED_YES') return sentence('firm.met.answered', said);
  if (finding.reading === null) return sentence(`firm.met.${finding.strength}`, said);

  return value
    ? sentence(`firm.met.number.${finding.strength}`, { ...said, wanted, value })
    : sentence(`firm.met.numberUnshown.${finding.strength}`, { ...said, wanted });
}
