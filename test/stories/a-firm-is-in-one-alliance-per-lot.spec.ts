import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  actOnAlliance,
  allianceSeenBy,
  anAlliance,
  consent,
  inviteFirm,
  propose,
  whatToConsentTo,
} from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

describe('a firm is lead or partner of one alliance per lot', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let wood: FirmActing;
  let steel: FirmActing;
  let glass: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, wood, steel, glass] = (await Promise.all(
      ['SDN 3', 'Kayu Teduh', 'Baja Bandar', 'Kaca Bening'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
  });
  afterAll(() => kongsi.stop());

  /** Two alliances for one tender that both ask the same firm. */
  async function bothAsk(
    tender: TenderKnown,
    roles: ('PARTNER' | 'SUBCONTRACTOR' | 'RELIED_UPON')[] = ['PARTNER'],
  ): Promise<string[]> {
    const lotId = tender.lots[0]!.id;
    const own = { places: [{ lotId, roles: ['LEAD'], shareBasisPoints: 6_000 }] };
    const ids: string[] = [];
    for (const lead of [wood, steel]) {
      const { id } = await propose(lead, tender, { ...own, name: `Kongsi ${lead.name}` });
      await inviteFirm(lead, id, glass, [{ lotId, roles, shareBasisPoints: 4_000 }]);
      ids.push(id);
    }

    return ids;
  }

  /** Both yeses at the same time, each read before. */
  async function consentToBoth(allianceIds: string[]): Promise<(string | undefined)[]> {
    const inputs = await Promise.all(allianceIds.map((id) => whatToConsentTo(glass, id)));
    const answers = await Promise.all(inputs.map((input) => glass.act('consentToAlliance', input)));

    return answers.map((answer) => answer.code);
  }

  it('meets the refusal when it says yes a second time, and nobody else learns of it', async () => {
    const [first, second] = (await bothAsk(await aTender(buyer))) as [string, string];
    await consent(glass, first);
    const refused = await glass.act<{ allianceId: string; allianceName: string }>(
      'consentToAlliance',
      await whatToConsentTo(glass, second),
      '... on AlreadyCommitted { allianceId allianceName }',
    );

    expect(refused).toMatchObject({ code: 'ALREADY_COMMITTED', allianceId: first, allianceName: 'Kongsi Kayu Teduh' });
    expect((await allianceSeenBy(steel, second))!.partners.at(-1)!.state).toBe('INVITED');
  });

  it('is free again once it left, and once what it said yes to has changed', async () => {
    const [first, second] = (await bothAsk(await aTender(buyer))) as [string, string];
    await consent(glass, first);
    await actOnAlliance(glass, 'leaveAlliance', first);
    expect((await consent(glass, second)).code).toBeUndefined();

    const [third, fourth] = (await bothAsk(await aTender(buyer))) as [string, string];
    await consent(glass, third);
    await actOnAlliance(wood, 'changeAllianceTerms', third, { terms: { liability: 'SEVERAL', words: 'New.' } });
    expect((await consent(glass, fourth)).code).toBeUndefined();
    expect((await consent(glass, third)).code).toBe('ALREADY_COMMITTED');
  });

  it('may help several at once, and partners may too where the tender says so', async () => {
    for (const id of await bothAsk(await aTender(buyer), ['SUBCONTRACTOR', 'RELIED_UPON']))
      expect((await consent(glass, id)).code).toBeUndefined();
    for (const id of await bothAsk(await aTender(buyer, { flags: { exclusiveMembership: false } })))
      expect((await consent(glass, id)).code).toBeUndefined();
  });

  it('is bound per lot, not per tender', async () => {
    const item = { description: 'Window', quantity: '1', unitCode: 'H87' };
    const lots = ['North', 'South'].map((title) => ({ title, items: [item] }));
    const tender = await aTender(buyer, { lots });
    const [north, south] = tender.lots.map((lot) => lot.id);
    const place = { roles: ['LEAD'], shareBasisPoints: 10_000 };
    const both = await propose(glass, tender, { places: [{ ...place, lotId: north }] });
    expect((await consent(glass, both.id)).code).toBeUndefined();
    const other = await propose(glass, tender, { places: [{ ...place, lotId: south }] });
    expect((await consent(glass, other.id)).code).toBeUndefined();
  });

  it('says yes to two at the same moment: one holds', async () => {
    for (let round = 0; round < 5; round += 1) {
      const codes = await consentToBoth(await bothAsk(await aTender(buyer)));
      expect(codes.map(String).sort()).toEqual(['ALREADY_COMMITTED', 'undefined']);
    }
  });

  it('would be in two without the rule in the database (control)', async () => {
    const control = await startKongsi();
    try {
      await control.pool.query('DROP INDEX "consent_exclusive"');
      const [owner, first, second] = await Promise.all([aFirm(control), aFirm(control), aFirm(control)]);
      const guest = await aFirm(control);
      let twice = false;
      for (let round = 0; round < 100 && !twice; round += 1) {
        const tender = await aTender(owner);
        const lotId = tender.lots[0]!.id;
        const inputs: Record<string, unknown>[] = [];
        for (const lead of [first, second]) {
          const { id } = await propose(lead, tender);
          await inviteFirm(lead, id, guest, [{ lotId, roles: ['PARTNER'], shareBasisPoints: 1 }]);
          inputs.push(await whatToConsentTo(guest, id));
        }
        const answers = await Promise.all(inputs.map((input) => guest.act('consentToAlliance', input)));
        twice = answers.every((answer) => answer.code === undefined);
      }
      expect(twice).toBe(true);
    } finally {
      await control.stop();
    }
  });

  it('completes an alliance of which it is the only firm', async () => {
    const tender = await aTender(buyer);
    expect((await anAlliance(wood, [], tender)).lineUps[0]).toMatchObject({ isSoleTenderer: true, isComplete: true });
  });
});
