import { sentence, type AmountFact, type Explanation, type ExplanationFact } from './explanation.js';
import { shownOf } from './firm-verdict.js';
import { weigh, type Case, type Weighed } from './judging.js';
import type { Party } from './party.js';
import { questionOf, type Question } from './question.js';
import { partsOf, type Part } from '#libs/requirements';
import { anyOf, type FirmVerdict, type PartVerdict, type Standing } from './verdict.js';

/** One named part, every firm that may bring it, and how it stands. */
export interface JudgedPart {
  readonly verdict: PartVerdict;
  readonly weighed: readonly Weighed[];
}

/** Which of the firms a part stands on, and the number that counts for it. */
export type Counting = (
  standing: Standing,
  weighed: readonly Weighed[],
  question: Question,
) => { readonly firmIds: readonly string[]; readonly value: AmountFact | null };

/** Each part by itself: some firm brings it. */
export function judgedParts(facing: Case, parties: readonly Party[], counting: Counting): readonly JudgedPart[] {
  const { requirement, question } = facing;

  return partsOf(requirement).map(({ name, measure, threshold }: Part): JudgedPart => {
    const asked = questionOf(requirement, question.today, measure, threshold ?? null);
    const weighed = weigh(parties, asked);
    const standing = anyOf(weighed);
    const { firmIds, value } = counting(standing, weighed, asked);

    return { weighed, verdict: { name, ...standing, firmIds: [...firmIds].sort(), value } };
  });
}

/** The row of all firms: which parts each brings; bringing one is enough to be green. */
export function cellsOf(parties: readonly Party[], judged: readonly JudgedPart[]): FirmVerdict[] {
  return judged.length === 0 ? [] : parties.map((party, place) => cellOf(party, place, judged));
}

function cellOf(party: Party, place: number, judged: readonly JudgedPart[]): FirmVerdict {
  const { outcome, strength } = anyOf(judged.map(({ weighed }) => weighed[place]!));
  const names: string[] = [];
  const evidenceIds = new Set<string>();
  const details: Explanation[] = [];
  let endsOn: string | null = null;
  for (const { verdict, weighed } of judged) {
    const { finding } = weighed[place]!;
    if (finding.outcome !== outcome) continue;
    names.push(verdict.name);
    const shown = shownOf(finding);
    for (const id of shown.evidenceIds) evidenceIds.add(id);
    details.push(...shown.details);
    if (shown.endsOn !== null && (endsOn === null || shown.endsOn < endsOn)) endsOn = shown.endsOn;
  }

  return {
    firmId: party.firmId,
    counts: true,
    outcome,
    strength,
    explanation: sentence(`firm.parts.${outcome}`, { firm: party.named, parts: partNames(names) }),
    value: null,
    shortBy: null,
    period: null,
    evidenceIds: [...evidenceIds].sort(),
    endsOn,
    details,
  };
}

export function partNames(names: readonly string[]): ExplanationFact {
  return { type: 'parts', names };
}
