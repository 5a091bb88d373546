import type { Demo } from '../read-demo.js';
import type { DemoFirm, DemoPerson } from '../shapes.js';
import type { Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

/** Before the oldest alliance of the region; hours from the first start. */
export const founding = -13_200;

/** What everybody of the demo region signs in with. */
export const demoPassword = 'kapal kecil angin besar';

/** People are enrolled, open the pages of their firms, invite who works with them, and the operator verifies. */
export function peopleAndFirms({ people, firms, region }: Demo, teller: Teller, time: Timeline): Step[] {
  const towns = new Map(region.towns.map(({ key, name }) => [key, name]));
  const operator = people.find((person) => person.operator)!;
  const townOf = (firm: DemoFirm): string => towns.get(firm.town)!;

  return [
    { at: founding, apart: true, carryOut: () => teller.each(people, (person) => teller.enrol(person, demoPassword)) },
    {
      at: founding + 1,
      // One after the other: the order of the folder is the order of the market place.
      carryOut: () =>
        teller.together(async () => {
          for (const firm of firms) await found(firm, townOf(firm), region.housePolicy.version, people, teller);
        }),
    },
    { at: founding + 2, apart: true, carryOut: () => teller.each(firms, (firm) => describe(firm, teller)) },
    {
      at: founding + 3,
      carryOut: () =>
        teller.together(async () => {
          for (const person of people) await invite(person, teller);
        }),
    },
    {
      at: founding + 24,
      carryOut: () =>
        teller.together(async () => {
          for (const firm of firms.filter(({ verified }) => verified)) await verify(firm, operator, teller, time);
        }),
    },
  ];
}

async function found(
  firm: DemoFirm,
  town: string,
  housePolicyVersion: string,
  people: DemoPerson[],
  teller: Teller,
): Promise<void> {
  const { kind, name, legalIds, size, sectors, timeZone, addressLines: lines, country, latitude, longitude } = firm;
  const owner = people.find(({ roles }) => roles.some((it) => it.firm === firm.key && it.roles.includes('OWNER')))!;
  const address = { lines, town, country, latitude, longitude };
  const { id } = await teller
    .as(owner.key)
    .carryOut(
      'foundFirm',
      { kind, name, legalIds, address, size, sectors, timeZone, housePolicyVersion },
      '... on Firm { id }',
    );
  teller.remember('firm', firm.key, id);
  teller.forget(owner.key);
}

async function describe(firm: DemoFirm, teller: Teller): Promise<void> {
  const { tagline, story, foundedYear, staff, website, phone, email, vatStatus } = firm;
  await teller
    .ownerOf(firm.key)
    .carryOut('describeFirm', { tagline, story, foundedYear, staff, website, phone, email, vatStatus });
}

/** Who does not own a firm is asked by its owner and says yes. */
async function invite({ key, email, roles }: DemoPerson, teller: Teller): Promise<void> {
  for (const { firm, roles: held } of roles.filter((it) => !it.roles.includes('OWNER'))) {
    const { id } = await teller
      .ownerOf(firm)
      .carryOut('inviteDelegate', { email, roles: held }, '... on DelegateInvitation { id }');
    await teller.as(key).carryOut('acceptDelegateInvitation', { invitationId: id });
    teller.forget(key);
  }
}

async function verify(firm: DemoFirm, operator: DemoPerson, teller: Teller, time: Timeline): Promise<void> {
  const registers = firm.legalIds.map(({ scheme }) => registerOf[scheme] ?? scheme).join(', ');
  const source = `${registers}, ${time.day((founding + 24) / 24)}`;
  await teller
    .as(operator.key)
    .carryOut('verifyFirm', { firmId: teller.idOf('firm', firm.key), source }, '... on Firm { id }');
}

const registerOf: Record<string, string> = { NIB: 'OSS (NIB)', NPWP: 'DJP (NPWP)', EU_VAT: 'VIES (VAT)' };
