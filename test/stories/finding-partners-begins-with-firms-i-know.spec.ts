import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnAlliance, anAlliance, changeLineUp, consent, inviteFirm } from '../support/alliances.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm, foundingInput } from '../support/firms.js';
import { type Answer, type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { answerByLink, inviteOutside, tokenOf } from '../support/partners.js';
import { Browser, aPerson } from '../support/people.js';
import { aPublicProject, kept } from '../support/showcase.js';
import { aTender } from '../support/tenders.js';

interface Known {
  firm: { id: string; name: string; address: { lines: string[] } };
  reasons: { kind: string; count: number; sentence: string }[];
}

interface KnownPage {
  firmsIKnow: { nodes: Known[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describe('finding partners begins with firms I know', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let steel: FirmActing;
  let sails: FirmActing;
  let glass: FirmActing;
  let early: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, steel, sails, glass, early] = (await Promise.all(
      ['SDN 3', 'Baja Bandar', 'Atap Layar', 'Kaca Bening', 'Pergi Pagi'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing, FirmActing];
  }, 90_000);
  afterAll(() => kongsi.stop());

  async function knownTo(firm: FirmActing, first = 100): Promise<Known[]> {
    const found: Known[] = [];
    let after: string | null = null;
    do {
      const answer: Answer<KnownPage> = await firm.person.ask<KnownPage>(
        `query ($firmId: ID!, $first: Int!, $after: String) { firmsIKnow(firmId: $firmId, first: $first, after: $after) {
          nodes { firm { id name address { lines } } reasons { kind count sentence } } pageInfo { hasNextPage endCursor } } }`,
        { firmId: firm.firmId, first, after },
      );
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      found.push(...answer.data.firmsIKnow.nodes);
      after = answer.data.firmsIKnow.pageInfo.hasNextPage ? answer.data.firmsIKnow.pageInfo.endCursor : null;
    } while (after);

    return found;
  }

  it('a firm that is new knows nobody', async () => {
    expect(await knownTo(steel)).toEqual([]);
  });

  it('joint work first, then alliances, then who came by invitation, each with why', async () => {
    const year = (await kongsi.clock.now()).getUTCFullYear();
    await aPublicProject(steel, sails);
    await aPublicProject(sails, steel, { startedOn: '2023-01-01', finishedOn: '2023-04-30' });
    await anAlliance(steel, [glass], await aTender(buyer));
    const painter = new Browser(kongsi);
    const token = tokenOf(kept(await inviteOutside(steel)));
    kept(await answerByLink(painter, token));
    const { name: _name, sectors: _sectors, ...founding } = await foundingInput(kongsi);
    const made = await aPerson(kongsi);
    kept(await made.carryOut('claimFirmPage', { ...founding, token }, '... on Firm { id }'));

    const known = await knownTo(steel);
    expect(known.map(({ firm, reasons }) => [firm.name, reasons.map(({ sentence }) => sentence)])).toEqual([
      ['Atap Layar', ['worked together on 2 projects, last in 2025']],
      ['Kaca Bening', [`in one alliance together, last in ${year}`]],
      ['Cat Pak Made', [`came by an invitation in ${year}`]],
    ]);
    expect(await knownTo(steel, 1)).toEqual(known);
    expect((await knownTo(sails)).map(({ firm }) => firm.name)).toEqual(['Baja Bandar']);
    expect((await knownTo(glass)).map(({ reasons }) => reasons[0]!.kind)).toEqual(['ALLIANCE']);
  });

  it('who was only asked, or had left before, is not known; what people do elsewhere is no reason', async () => {
    const tender = await aTender(buyer, { closesIn: days(30) });
    const { id } = await anAlliance(glass, [early], tender);
    kept(await actOnAlliance(early, 'leaveAlliance', id, { reason: 'No hands free this month.' }));
    const alone = { firmId: glass.firmId, roles: ['LEAD' as const], shareBasisPoints: 10_000 };
    kept(await changeLineUp(glass, id, tender.lots[0]!.id, [alone]));
    const [late, asked] = [await aFirm(kongsi, { name: 'Datang Siang' }), await aFirm(kongsi, { name: 'Belum Jawab' })];
    const place = [{ lotId: tender.lots[0]!.id, roles: ['PARTNER' as const], shareBasisPoints: 1_000 }];
    for (const firm of [late, asked]) kept(await inviteFirm(glass, id, firm, place));
    kept(await consent(late, id));
    await aFirm(kongsi, { name: 'Usaha Sampingan', founder: (await aDelegate(late, 'BIDDER')).person });

    const names = async (firm: FirmActing): Promise<string[]> => (await knownTo(firm)).map((it) => it.firm.name).sort();
    expect(await names(late)).toEqual(['Kaca Bening']);
    expect(await names(early)).toEqual(['Kaca Bening']);
    expect(await names(asked)).toEqual([]);
    expect(await names(glass)).toEqual(['Baja Bandar', 'Datang Siang', 'Pergi Pagi']);
  });

  it('a firm that hides its page is named, no more', async () => {
    kept(await sails.act('hideFirmPage'));
    expect((await knownTo(steel))[0]!.firm).toMatchObject({ name: 'Atap Layar', address: { lines: [] } });
    kept(await sails.act('publishFirmPage'));
  });

  it('in the reader’s language, and to its own people alone', async () => {
    await steel.person.carryOut(
      'changeProfile',
      { idempotencyKey: randomUUID(), name: 'Sari', language: 'ID', timeZone: 'UTC' },
      '... on Me { id }',
    );
    expect((await knownTo(steel))[0]!.reasons[0]!.sentence).toBe('pernah mengerjakan 2 proyek bersama, terakhir 2025');
    await expect(knownTo(steel.by(buyer.person))).rejects.toThrow('NOT_FOUND');
    expect(await knownTo(await aDelegate(steel, 'VIEWER'))).toHaveLength(3);
  });
});
