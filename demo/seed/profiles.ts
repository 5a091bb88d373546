import type { Demo } from '../read-demo.js';
import type { DemoEvidence, DemoFact, DemoFirm } from '../shapes.js';
import { founding } from './people-and-firms.js';
import type { Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

const dayHours = 24;

/** Firms say what they can do and what they measure, hand in their papers, and the operator decides on them. */
export function profiles({ firms, people, region }: Demo, teller: Teller, time: Timeline): Step[] {
  const operator = people.find((person) => person.operator)!.key;
  const towns = new Map(region.towns.map(({ key, name }) => [key, name]));
  const claims = {
    at: founding + 30,
    carryOut: () =>
      teller.each(firms, async (firm) => {
        await claim(firm, towns, teller);
        for (const fact of firm.facts) await measure(firm, fact, teller, time);
      }),
  };

  return [
    claims,
    ...firms.flatMap((firm) => firm.evidence.flatMap((paper) => papers(firm, paper, operator, teller, time))),
  ];
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

/** A paper is added when it begins to hold, or with the profile; a day later it is handed in, and a week later decided on. */
function papers(firm: DemoFirm, paper: DemoEvidence, operator: string, teller: Teller, time: Timeline): Step[] {
  const added = Math.max(founding + 36, paper.validFromDays * dayHours + 9);
  const evidenceId = (): string => teller.idOf('evidence', paper.key);
  const add = {
    at: added,
    async carryOut() {
      const { kind, scheme, title, issuer, number, visibility, supports } = paper;
      const supported =
        'capability' in supports
          ? { capabilityIds: [teller.idOf('capability', `${firm.key} ${supports.capability}`)] }
          : { factIds: [teller.idOf('fact', `${firm.key} ${supports.fact}`)] };
      const days = {
        validFrom: time.day(paper.validFromDays),
        validUntil: paper.validUntilDays === null ? null : time.day(paper.validUntilDays),
      };
      const { id } = await teller
        .ownerOf(firm.key)
        .carryOut(
          'addEvidence',
          { kind, scheme, title, issuer, number, visibility, ...days, ...supported },
          '... on Evidence { id }',
        );
      teller.remember('evidence', paper.key, id);
    },
  };
  const submit = {
    at: added + dayHours,
    async carryOut() {
      await teller.ownerOf(firm.key).carryOut('submitEvidence', { evidenceId: evidenceId() });
    },
  };
  const decide = {
    at: added + 8 * dayHours,
    async carryOut() {
      const as = teller.as(operator);
      const { en, id } = paper.reason ?? { en: '', id: '' };
      if (paper.state === 'VERIFIED')
        await as.carryOut('verifyEvidence', { evidenceId: evidenceId(), source: `${paper.issuer}, ${paper.number}` });
      else await as.carryOut('rejectEvidence', { evidenceId: evidenceId(), reason: `${id}\n${en}` });
    },
  };
  const steps: Record<DemoEvidence['state'], Step[]> = {
    DRAFT: [add],
    SUBMITTED: [add, submit],
    VERIFIED: [add, submit, decide],
    REJECTED: [add, submit, decide],
  };

  return steps[paper.state];
}
