import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { skilled } from '../support/finder.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

interface LotsSeen {
  proof: string;
  firms: number;
  mostLots: number;
  lots: { lot: { number: number }; alliance: { members: { firm: { name: string } }[] } | null }[];
}

const trades = { joinery: '45421000', wiring: '45310000', roofing: '45261000', lifts: '45313100' };
const part = (title: keyof typeof trades) =>
  aLot({
    title,
    requirements: [aRequirement({ title, kind: 'CAPABILITY', mode: 'ANY_ONE', measure: { cpv: [trades[title]] } })],
  });

describe('parts and partners are chosen together', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let tender: TenderKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    joiner = await skilled(await aFirm(kongsi, { name: 'Kusen Embun' }), [trades.joinery]);
    // Each nearer than the one firm that can do both.
    await skilled(await aFirm(kongsi, { name: 'Cahaya Timur' }), [trades.wiring]);
    await skilled(await aFirm(kongsi, { name: 'Atap Layar' }), [trades.roofing]);
    await skilled(await aFirm(kongsi, { name: 'Dua Tangan', latitude: -6.8431 + 0.2 }), [
      trades.wiring,
      trades.roofing,
    ]);
    tender = await aTender(buyer, { lots: [part('joinery'), part('wiring'), part('roofing'), part('lifts')] });
  });
  afterAll(() => kongsi.stop());

  async function across(limits: Record<string, unknown> = {}, of = tender, firm = joiner): Promise<LotsSeen> {
    const { findAlliancesAcrossLots: answer } = await firm.get<{ findAlliancesAcrossLots: LotsSeen }>(
      `query ($firmId: ID!, $tenderId: ID!, $limits: LotsLimitsInput!) {
        findAlliancesAcrossLots(firmId: $firmId, tenderId: $tenderId, limits: $limits) {
          proof firms mostLots lots { lot { number } alliance { members { firm { name } } } } } }`,
      { firmId: joiner.firmId, tenderId: of.id, limits },
    );

    return answer;
  }

  const partners = ({ lots }: LotsSeen): (string[] | null)[] =>
    lots.map(({ alliance }) =>
      alliance ? alliance.members.map(({ firm }) => firm.name).filter((name) => name !== 'Kusen Embun') : null,
    );

  it('with as few firms in all as possible: one partner who can do two parts; what nobody can do is left out', async () => {
    const answer = await across();
    expect(answer).toMatchObject({ proof: 'OPTIMAL', firms: 2, mostLots: 3 });
    expect(partners(answer)).toEqual([[], ['Dua Tangan'], ['Dua Tangan'], null]);
  });

  it('as cheaply as possible: the nearer one for each part', async () => {
    const answer = await across({ order: 'CHEAPEST' });
    expect(answer).toMatchObject({ proof: 'OPTIMAL', firms: 3 });
    expect(partners(answer)).toEqual([[], ['Cahaya Timur'], ['Atap Layar'], null]);
  });

  it('within limits for all parts: as many as the notice allows, or as one wants', async () => {
    expect((await across({ maxLots: 2 })).lots.filter(({ alliance }) => alliance)).toHaveLength(2);
    const limited = await aTender(buyer, {
      flags: { maxLotsAwarded: 1 },
      lots: [part('joinery'), part('wiring')],
    });
    expect(await across({}, limited)).toMatchObject({ mostLots: 1, firms: 1 });
    const alone = await across({ maxFirms: 1 });
    expect(partners(alone)).toEqual([[], null, null, null]);
  });

  it('is not asked for more than ten parts, nor for somebody else’s firm', async () => {
    const lots = Array.from({ length: 11 }, () => part('joinery'));
    await expect(across({}, await aTender(buyer, { lots }))).rejects.toThrow('at most 10 lots');
    await expect(across({}, tender, buyer)).rejects.toThrow('NOT_FOUND');
  });
});
