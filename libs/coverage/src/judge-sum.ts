import { amountOf, compare, larger, minus, nothing, sumOf, type Amount } from '#libs/requirements';
import { amountFact, firms, sentence, wantedFact, type Explanation } from './explanation.js';
import { firmVerdictOf } from './firm-verdict.js';
import { compareReading, type Finding } from './judge-firm.js';
import { weigh, type Case, type Judge, type Weighed } from './judging.js';
import { isLead, isMember } from './line-up.js';
import { nothingKnown, type Reading } from './reading.js';
import { allOf, type FirmVerdict, type Standing } from './verdict.js';

interface Bringing extends Weighed {
  readonly reading: Reading;
  readonly floor: Amount | null;
  /** How it stands to its floor, or without one: whether it brings anything. */
  readonly own: Standing;
}

/** The members' values, and those of helper firms named for it, add up; floors bind members and the lead, never a helper. */
export const judgeSum: Judge = (facing) => {
  const { requirement, question } = facing;
  const bringing = weigh([...facing.members, ...facing.helpers], question).map((one) => bringingOf(one, facing));
  const sum = sumOfReadings(bringing.map(({ reading }) => reading));
  const together =
    bringing.length === 0 ? ({ outcome: 'UNMET', strength: null } as const) : compareReading(sum, question.asked);
  const bound = bringing.filter(({ floor }) => floor !== null);
  const floors = bound.map(({ own }) => own);
  if (requirement.floorLead && facing.leads.length === 0 && bringing.length > 0) floors.push(allOf([]));
  const standing = allOf([together, ...floors]);
  const belowFloor = bound.filter(({ own }) => own.outcome === standing.outcome && own.outcome !== 'MET');
  const isFloorsDoing = together.outcome !== standing.outcome;
  const total = sum.shown && bringing.length > 0 ? amountFact(sum.low, question.threshold) : null;
  const isShort = sum.shown && together.outcome === 'UNMET' && sum.high !== null && question.asked !== null;
  const shortBy = isShort ? amountFact(minus(question.asked, sum.high), question.threshold, 'up') : null;
  const wavering = isFloorsDoing ? [] : bringing.filter((one) => wavers(one, together));
  const idsOf = (some: readonly Bringing[]): string[] => some.map(({ party }) => party.firmId);

  const toldShort = shortBy && total ? { shortBy, total: amountFact(sum.high ?? nothing, question.threshold) } : null;
  const told: Explanation['facts'] = toldShort ?? (total ? { total } : {});
  const explanation = isFloorsDoing
    ? floorSentence(facing, belowFloor.length > 0, standing, idsOf(belowFloor))
    : sumSentence(facing, together, idsOf(wavering), told, bringing.length === 0);

  return {
    ...standing,
    explanation,
    weighed: bringing.map((one) => cellOf(one, facing)),
    carriedBy: idsOf(bringing.filter(({ reading }) => compare(reading.low, nothing) > 0)),
    heldBackBy: idsOf([...new Set([...belowFloor, ...wavering])]),
    total,
    shortBy,
  };
};

function bringingOf(weighed: Weighed, { requirement }: Case): Bringing {
  const { entry } = weighed.party;
  const floors = [
    isMember(entry) && requirement.floorPerMember ? amountOf(requirement.floorPerMember) : null,
    isLead(entry) && requirement.floorLead ? amountOf(requirement.floorLead) : null,
  ].filter((floor) => floor !== null && compare(floor, nothing) > 0) as Amount[];
  const floor = floors.length > 0 ? floors.reduce(larger) : null;
  const reading = weighed.finding.reading ?? nothingKnown;

  const { party, finding, outcome, strength } = weighed;

  return { party, finding, outcome, strength, reading, floor, own: compareReading(reading, floor) };
}

function sumOfReadings(readings: readonly Reading[]): Reading {
  const add = (pick: (reading: Reading) => Amount): Amount => sumOf(readings.map(pick));
  const isBounded = readings.every(({ high }) => high !== null);

  return {
    ...nothingKnown,
    low: add(({ low }) => low),
    lasting: add(({ lasting }) => lasting),
    proved: add(({ proved }) => proved),
    lastingProved: add(({ lastingProved }) => lastingProved),
    high: isBounded ? add(({ high }) => high ?? nothing) : null,
    // One number that may not be shown hides the total, or it could be told by subtraction.
    shown: readings.every(({ shown }) => shown),
  };
}

/** Whose knowledge would change the sum: for an open sum those not yet pinned down, for one at risk those that end too early. */
function wavers({ reading }: Bringing, together: Standing): boolean {
  if (together.outcome === 'UNKNOWN') return reading.high === null || compare(reading.low, reading.high) < 0;

  return together.outcome === 'AT_RISK' && compare(reading.lasting, reading.low) < 0;
}

/** A member's own cell: green when it brings its floor, or anything at all; the whole threshold is the group's. */
function cellOf({ party, finding, reading, floor, own }: Bringing, { question }: Case): FirmVerdict {
  if (finding.ground === 'EXCLUDED') return firmVerdictOf(party, question, finding);
  const asked: Finding = {
    ...finding,
    ...own,
    ground: groundOf(finding, own),
    doubt: finding.doubt ?? { code: 'PART_STATED', on: null },
    reading,
  };
  const wanted = floor === null ? question.wanted : amountFact(floor, question.threshold);
  const cell = firmVerdictOf(party, { ...question, asked: floor, wanted }, asked);
  const firm = party.named;
  if (floor === null && asked.ground === 'TOO_LITTLE')
    return { ...cell, explanation: sentence('firm.brings.NOTHING', { firm }) };
  if (floor !== null || own.outcome !== 'MET' || asked.ground === 'ANSWERED_YES') return cell;

  return {
    ...cell,
    explanation: cell.value
      ? sentence(`firm.brings.${own.strength}`, { firm, value: cell.value })
      : sentence(`firm.bringsUnshown.${own.strength}`, { firm }),
  };
}

function groundOf({ ground }: Finding, own: Standing): Finding['ground'] {
  if (own.outcome !== 'UNMET') return ground === 'ANSWERED_YES' ? ground : 'CLAIMED';

  return ground === 'ANSWERED_NO' || ground === 'ANSWERED_PART' ? ground : 'TOO_LITTLE';
}

function floorSentence(facing: Case, isKnown: boolean, standing: Standing, ids: readonly string[]): Explanation {
  if (!isKnown) return sentence('group.noLead');
  const { floorPerMember, floorLead, threshold } = facing.requirement;
  const floor = wantedFact(floorPerMember ?? floorLead ?? '', threshold ?? null);

  return sentence(`group.${floorPerMember ? 'FLOOR' : 'FLOOR_LEAD'}.${standing.outcome}`, { firms: firms(ids), floor });
}

function sumSentence(
  { question }: Case,
  together: Standing,
  wavering: readonly string[],
  told: Explanation['facts'],
  isEmpty: boolean,
): Explanation {
  if (isEmpty) return sentence('group.noMembers');
  const wanted = wantedFact(question.threshold?.value ?? '', question.threshold);

  return sentence(`group.SUM.${'total' in told ? '' : 'UNSHOWN_'}${together.outcome}`, {
    wanted,
    firms: firms(wavering),
    ...told,
  });
}
