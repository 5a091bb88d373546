import type { PlainAnswer } from './claims.js';
import { summaryOf, type Coverage } from './coverage.js';
import { measureFact, ruleOf, sentence } from './explanation.js';
import { hasParts, partsOf, type Requirement } from '#libs/requirements';
import type { Standing, Verdict } from './verdict.js';

/**
 * The verdicts of a visitor alone, from one tap per requirement: before any account, profile or paper. *Yes* is taken at its word,
 * also where a document will be wanted: the sentence then says to have it ready. *Part* is a gap that partners can close. What is
 * not answered stays unknown.
 */
export function tryCoverage(
  requirements: readonly Requirement[],
  answers: Readonly<Record<string, PlainAnswer | undefined>>,
): Coverage {
  const verdicts = requirements.map((requirement) => verdictOf(requirement, answers[requirement.id]));

  return { isSoleTenderer: true, verdicts, summary: summaryOf(verdicts) };
}

function verdictOf(requirement: Requirement, answer: PlainAnswer | undefined): Verdict {
  const standing = standingOf(answer);
  const isPaper = answer === 'YES' && requirement.proof === 'DOCUMENT';

  return {
    requirementId: requirement.id,
    mode: requirement.mode,
    essential: requirement.essential,
    ...standing,
    explanation: sentence(isPaper ? `try.YES_DOCUMENT_${requirement.when}` : `try.${answer ?? 'OPEN'}`, {
      what: measureFact(requirement.measure),
    }),
    rule: ruleOf(requirement),
    source: requirement.source ?? null,
    carriedBy: [],
    heldBackBy: [],
    total: null,
    shortBy: null,
    // Which parts are there, a plain answer tells only when it is all or nothing.
    parts: hasParts(requirement.mode)
      ? partsOf(requirement).map(({ name }) => ({ name, ...ofPart(answer), firmIds: [], value: null }))
      : [],
    firms: [],
  };
}

function standingOf(answer: PlainAnswer | undefined): Standing {
  if (answer === undefined) return { outcome: 'UNKNOWN', strength: null };

  return answer === 'YES' ? { outcome: 'MET', strength: 'DECLARED' } : { outcome: 'UNMET', strength: null };
}

function ofPart(answer: PlainAnswer | undefined): Standing {
  return answer === 'PART' ? { outcome: 'UNKNOWN', strength: null } : standingOf(answer);
}
