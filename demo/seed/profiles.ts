import type { Demo } from '../read-demo.js';
import type { DemoEvidence, DemoFact, DemoFirm } from '../shapes.js';
import { founding } from './people-and-firms.js';
import type { Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

const dayHours = 24;
/** Ten days before the start; hours. */
const roomStated = -240;

/** Firms say what they can do and what they measure, hand in their papers, and the operator decides on them. */
export function profiles({ firms, people, region }: Demo, teller: Teller, time: Timeline): Step[] {
  const operator = people.find((person) => person.operator)!.key;
  const towns = new Map(region.towns.map(({ key, name }) => [key, name]));
  const claims = {
    at: founding + 30,
    apart: true as const,
    carryOut: () =>
      teller.each(firms, async (firm) => {
        await claim(firm, towns, teller);
        for (const fact of firm.facts) await measure(firm, fact, teller, time);
      }),
  };

  const room = {
    at: roomStated,
    apart: true as const,
    carryOut: () => teller.each(firms, (firm) => stateRoom(firm, teller, time)),
  };

  return [claims, ...papers(firms, operator, teller, time), room];
}

/** What the firm has free in the months to come, and what it has promised elsewhere. */
async function stateRoom(
  { key, capacity = [], outsideWork = [] }: DemoFirm,
  teller: Teller,
  time: Timeline,
): Promise<void> {
  const days = ({ fromDays, untilDays }: { fromDays: number; untilDays: number }): object => ({
    from: time.day(fromDays),
    until: time.day(untilDays),
  });
  for (const { peoplePerWeek, limit, visibility, ...stated } of capacity)
    await teller
      .ownerOf(key)
      .carryOut('stateCapacity', { peoplePerWeek, limit, visibility, ...days(stated) }, '... on Capacity { id }');
  for (const { peoplePerWeek, amount, words, ...taken } of outsideWork)
    await teller
      .ownerOf(key)
      .carryOut('bookOutsideWork', { peoplePerWeek, amount, words, ...days(taken) }, '... on Commitment { id }');
}

async function claim(firm: DemoFirm, towns: Map<string, string>, teller: Teller): Promise<void> {
  for (const { cpv, level, note, area, visibility } of firm.capabilities) {
    const served = 'regions' in area ? { regions: area.regions.map((town) => towns.get(town) ?? town) } : area;
    const { id } = await teller
      .ownerOf(firm.key)
      .carryOut('addCapability', { cpv, level, note, area: served, visibility }, '... on Capability { id }');
    teller.remember('capability', `${firm.key} ${cpv}`, id);
  }
}

async function measure(firm: DemoFirm, fact: DemoFact, teller: Teller, time: Timeline): Promise<void> {
  const { key, value, unit, currency, cpv, label, visibility, periodFrom, periodUntil } = fact;
  const period = {
    ...(periodFrom !== undefined && { periodFrom: time.year(periodFrom).first }),
    ...(periodUntil !== undefined && { periodUntil: time.year(periodUntil).last }),
  };
  const { id } = await teller
    .ownerOf(firm.key)
    .carryOut('recordFact', { key, value, unit, currency, cpv, label, visibility, ...period }, '... on Fact { id }');
  teller.remember('fact', `${firm.key} ${key}`, id);
}

type Paper = DemoEvidence & { firm: string };

/** Firms keep their papers once a month, and with their profile at first; a day later they hand them in, and a week later they hear. */
function papers(firms: DemoFirm[], operator: string, teller: Teller, time: Timeline): Step[] {
  const all = firms.flatMap((firm) => firm.evidence.map((paper) => ({ ...paper, firm: firm.key })));
  const months = new Set(all.map(keptAt));

  return [...months].flatMap((at): Step[] => {
    const kept = all.filter((paper) => keptAt(paper) === at);
    const submitted = kept.filter(({ state }) => state !== 'DRAFT');
    const decided = submitted.filter(({ state }) => state !== 'SUBMITTED');

    return [
      { at, apart: true, carryOut: () => teller.each(kept, (paper) => add(paper, teller, time)) },
      { at: at + dayHours, apart: true, carryOut: () => teller.each(submitted, (paper) => submit(paper, teller)) },
      {
        at: at + 8 * dayHours,
        apart: true,
        carryOut: () => teller.each(decided, (paper) => decide(paper, operator, teller)),
      },
    ];
  });
}

/** The end of the month in which it begins to hold, counted back from the start; a paper of the last days, the day after. */
function keptAt({ validFromDays }: Paper): number {
  const month = Math.ceil(validFromDays / 30) * 30;

  return Math.max(founding + 36, (month < -8 ? month : validFromDays + 1) * dayHours);
}

async function add(paper: Paper, teller: Teller, time: Timeline): Promise<void> {
  const { firm, kind, scheme, title, issuer, number, visibility, supports, validFromDays, validUntilDays } = paper;
  const supported =
    'capability' in supports
      ? { capabilityIds: [teller.idOf('capability', `${firm} ${supports.capability}`)] }
      : { factIds: [teller.idOf('fact', `${firm} ${supports.fact}`)] };
  const validFrom = time.day(validFromDays);
  const validUntil = validUntilDays === null ? null : time.day(validUntilDays);
  const { id } = await teller
    .ownerOf(firm)
    .carryOut(
      'addEvidence',
      { kind, scheme, title, issuer, number, visibility, validFrom, validUntil, ...supported },
      '... on Evidence { id }',
    );
  teller.remember('evidence', paper.key, id);
}

async function submit({ key, firm }: Paper, teller: Teller): Promise<void> {
  await teller.ownerOf(firm).carryOut('submitEvidence', { evidenceId: teller.idOf('evidence', key) });
}

async function decide({ key, state, issuer, number, reason }: Paper, operator: string, teller: Teller): Promise<void> {
  const evidenceId = teller.idOf('evidence', key);
  const as = teller.as(operator);
  if (state === 'VERIFIED') await as.carryOut('verifyEvidence', { evidenceId, source: `${issuer}, ${number}` });
  else await as.carryOut('rejectEvidence', { evidenceId, reason: `${reason!.id}\n${reason!.en}` });
}
