import { sentence, type AmountFact, type ExplanationFact } from './explanation.js';
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

interface Own extends Standing {
  readonly name: string;
  readonly weighed: Weighed;
}

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
  return parties.flatMap((_, index) => cellOf(judged, index) ?? []);
}

function cellOf(judged: readonly JudgedPart[], index: number): FirmVerdict | null {
  const own: Own[] = [];
  for (const { verdict, weighed } of judged) {
    const one = weighed[index];
    if (one) own.push({ name: verdict.name, weighed: one, outcome: one.outcome, strength: one.strength });
  }
  const [first] = own;
  if (first === undefined) return null;
  const { party } = first.weighed;
  const { outcome, strength } = anyOf(own);
  const deciding = own.filter((one) => one.outcome === outcome);
  const shown = deciding.map(({ weighed }) => shownOf(weighed.finding));
  const names = partNames(deciding.map(({ name }) => name));

  return {
    firmId: party.firmId,
    counts: true,
    outcome,
    strength,
    explanation: sentence(`firm.parts.${outcome}`, { firm: party.named, parts: names }),
    value: null,
    shortBy: null,
    period: null,
    evidenceIds: [...new Set(shown.flatMap(({ evidenceIds }) => evidenceIds))].sort(),
    endsOn: shown.flatMap(({ endsOn }) => endsOn ?? []).sort()[0] ?? null,
    details: shown.flatMap(({ details }) => details),
  };
}

export function partNames(names: readonly string[]): ExplanationFact {
  return { type: 'parts', names };
}
