import { firms, sentence } from './explanation.js';
import { firmVerdictOf } from './firm-verdict.js';
import { thoseWith, weigh, type Case, type Judge, type Weighed } from './judging.js';
import { questionOf } from './question.js';
import { partsOf } from '#libs/requirements';
import { allOf, anyOf, type FirmVerdict, type Outcome, type PartVerdict, type Standing } from './verdict.js';

interface JudgedPart {
  readonly verdict: PartVerdict;
  readonly weighed: readonly Weighed[];
}

interface Own extends Standing {
  readonly name: string;
  readonly weighed: Weighed;
}

/** Each named part is met by some member, or by a helper firm named for the requirement. */
export const judgeUnion: Judge = (facing) => {
  const { requirement, question } = facing;
  const parties = [...facing.members, ...facing.helpers];
  const judged = partsOf(requirement).map(({ name, measure, threshold }): JudgedPart => {
    const weighed = weigh(parties, questionOf(requirement, question.today, measure, threshold ?? null));
    const standing = anyOf(weighed);

    return { weighed, verdict: { name, ...standing, firmIds: thoseWith(standing.outcome, weighed).sort() } };
  });
  const parts = judged.map(({ verdict }) => verdict);
  const standing = parties.length === 0 ? anyOf([]) : allOf(parts);
  const deciding = parts.filter(({ outcome }) => outcome === standing.outcome);
  const there = [...new Set(deciding.flatMap(({ firmIds }) => firmIds))];

  return {
    ...standing,
    explanation: explain(facing, standing.outcome, deciding, there, parties.length === 0),
    weighed: parties.map((_, index) => cellOf(facing, judged, index)).filter((cell) => cell !== null),
    carriedBy: [...new Set(parts.filter(({ strength }) => strength !== null).flatMap(({ firmIds }) => firmIds))],
    heldBackBy: standing.outcome === 'MET' ? [] : there,
    parts,
  };
};

function explain(
  facing: Case,
  outcome: Outcome,
  deciding: readonly PartVerdict[],
  there: readonly string[],
  isEmpty: boolean,
) {
  if (isEmpty) return sentence('group.noMembers');
  if (partsOf(facing.requirement).length === 0) return sentence('group.noParts');

  return sentence(`group.UNION.${outcome}`, {
    parts: partNames(deciding.map(({ name }) => name)),
    firms: firms(there),
  });
}

/** A firm's own cell: which parts it brings; bringing one is enough to be green. */
function cellOf({ question }: Case, judged: readonly JudgedPart[], index: number): FirmVerdict | null {
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
  const verdicts = deciding.map(({ weighed }) => firmVerdictOf(party, question, weighed.finding));
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
    evidenceIds: [...new Set(verdicts.flatMap(({ evidenceIds }) => evidenceIds))].sort(),
    endsOn: verdicts.flatMap(({ endsOn }) => endsOn ?? []).sort()[0] ?? null,
  };
}

function partNames(names: readonly string[]) {
  return { type: 'parts', names } as const;
}
