import type { FirmClaims } from './claims.js';
import { ruleOf, sentence } from './explanation.js';
import { firmVerdictOf } from './firm-verdict.js';
import { judgeFirm } from './judge-firm.js';
import { caseOf, companyOf, type Case, type Ruling } from './judging.js';
import { judges } from './judges.js';
import { knowledgeOf } from './knowledge.js';
import { isHelper, isMember, isSoleTenderer, type LineUp, type LineUpEntry } from './line-up.js';
import { partyOf, type Party } from './party.js';
import { questionOf } from './question.js';
import { isExclusionRule, type Requirement } from '#libs/requirements';
import { isGap, type FirmVerdict, type Outcome, type Verdict } from './verdict.js';

/** How a line-up meets every requirement: the matrix and its sums. */
export interface Coverage {
  /** One lead without partners: no group rules apply to it. */
  readonly isSoleTenderer: boolean;
  /** In the order of the requirements. */
  readonly verdicts: readonly Verdict[];
  readonly summary: CoverageSummary;
}

export interface CoverageSummary {
  readonly met: number;
  /** Of those met, how many stand on verified evidence. */
  readonly proved: number;
  readonly atRisk: number;
  readonly unknown: number;
  readonly unmet: number;
  /** Ids of requirements not met or not known to be met. */
  readonly essentialGaps: readonly string[];
  readonly desirableGaps: readonly string[];
}

/**
 * Judges every requirement against a line-up. Pure: the same arguments give the same answer on any machine.
 *
 * @param claims what the asker may see of each firm; of a firm that is missing here nothing is known, and it is to be asked
 * @param today an ISO date, the first moment of judgement
 */
export function coverageOf(
  requirements: readonly Requirement[],
  lineUp: LineUp,
  claims: readonly FirmClaims[],
  today: string,
): Coverage {
  const company = companyOf(lineUp, partiesOf(requirements, lineUp, claims, today));
  const verdicts = requirements.map((requirement) => verdictOf(caseOf(requirement, company, today)));

  return { isSoleTenderer: isSoleTenderer(lineUp), verdicts, summary: summaryOf(verdicts) };
}

export function summaryOf(verdicts: readonly Verdict[]): CoverageSummary {
  const count = (outcome: Outcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const gaps = verdicts.filter(({ outcome }) => isGap(outcome));

  return {
    met: count('MET'),
    proved: verdicts.filter(({ outcome, strength }) => outcome === 'MET' && strength === 'PROVED').length,
    atRisk: count('AT_RISK'),
    unknown: count('UNKNOWN'),
    unmet: count('UNMET'),
    essentialGaps: gaps.filter(({ essential }) => essential).map(({ requirementId }) => requirementId),
    desirableGaps: gaps.filter(({ essential }) => !essential).map(({ requirementId }) => requirementId),
  };
}

function partiesOf(
  requirements: readonly Requirement[],
  lineUp: LineUp,
  claims: readonly FirmClaims[],
  today: string,
): readonly Party[] {
  const byFirm = new Map(claims.map((one) => [one.firmId, one]));
  const rules = requirements.filter(isExclusionRule).map((rule) => questionOf(rule, today));

  return lineUp.entries.map((entry: LineUpEntry) => {
    const knowledge = knowledgeOf(byFirm.get(entry.firmId) ?? { firmId: entry.firmId, hidden: true });
    const unweighed = partyOf(entry, knowledge, []);

    return isHelper(entry)
      ? partyOf(
          entry,
          knowledge,
          rules.map((rule) => judgeFirm(unweighed, rule)),
        )
      : unweighed;
  });
}

function verdictOf(facing: Case): Verdict {
  const { requirement } = facing;
  const ruling = judges[requirement.mode](facing);
  const isStanding = !isGap(ruling.outcome);

  return {
    requirementId: requirement.id,
    mode: requirement.mode,
    essential: requirement.essential,
    outcome: ruling.outcome,
    strength: ruling.strength,
    explanation: ruling.explanation,
    rule: ruleOf(requirement),
    source: requirement.source ?? null,
    carriedBy: isStanding ? [...(ruling.carriedBy ?? [])].sort() : [],
    heldBackBy: [...(ruling.heldBackBy ?? [])].sort(),
    total: ruling.total ?? null,
    shortBy: ruling.shortBy ?? null,
    parts: ruling.parts ?? [],
    firms: rowOf(facing, ruling),
  };
}

/** The matrix row in the order of the line-up; who is not weighed is judged all the same, and shown as not counting. */
function rowOf({ parties, question }: Case, ruling: Ruling): readonly FirmVerdict[] {
  const weighed = new Map(ruling.weighed.map((cell) => [cell.firmId, cell]));

  return parties.map((party) => {
    const cell = weighed.get(party.firmId);
    if (cell) return cell;
    const why = sentence(`firm.notCounted.${whyNotCounted(party)}`, { firm: party.named });

    return firmVerdictOf(party, question, judgeFirm(party, question), why);
  });
}

function whyNotCounted({ entry }: Party): 'PARTNER' | 'HELPER' | 'SUBCONTRACTOR' {
  if (isMember(entry)) return 'PARTNER';

  return isHelper(entry) ? 'HELPER' : 'SUBCONTRACTOR';
}
