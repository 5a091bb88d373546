import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonalDataRegistry } from '#libs/platform';
import { allianceSeenBy, anAlliance, consent, inviteFirm, propose, signAgreement } from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aTender } from '../support/tenders.js';
import { upload } from '../support/uploads.js';

describe('firms join forces', () => {
  let kongsi: Kongsi;
  let tender: TenderKnown;
  let lead: FirmActing;
  let glass: FirmActing;
  let paint: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    const buyer = await aFirm(kongsi, { name: 'SDN 3' });
    [lead, glass, paint] = await Promise.all([
      aFirm(kongsi, { name: 'Kayu Teduh' }),
      aFirm(kongsi, { name: 'Kaca Bening' }),
      aFirm(kongsi, { name: 'Cat Pagi' }),
    ]);
    tender = await aTender(buyer);
  });
  afterAll(() => kongsi.stop());

  it('three firms become an alliance, each by its own yes', async () => {
    const lotId = tender.lots[0]!.id;
    const frames = { lotId, roles: ['LEAD'] as const, shareBasisPoints: 5_000, part: 'Frames' };
    const proposed = await propose(lead, tender, { places: [frames] });
    expect(proposed).toMatchObject({
      myStanding: 'PARTNER',
      partners: [{ firm: { id: lead.firmId }, state: 'INVITED' }],
      lineUps: [{ isSoleTenderer: true, isComplete: false, awaiting: [{ id: lead.firmId }] }],
    });

    await inviteFirm(lead, proposed.id, glass, [{ lotId, roles: ['PARTNER'], shareBasisPoints: 3_000 }], 'Join us');
    await inviteFirm(lead, proposed.id, paint, [{ lotId, roles: ['PARTNER'], shareBasisPoints: 2_000 }]);
    const asked = (await allianceSeenBy(glass, proposed.id))!;
    expect(asked.myStanding).toBe('INVITED');
    expect(asked.lineUps[0]).toMatchObject({ isComplete: null, sharesTotal: null, awaiting: null });
    const shares = asked.lineUps[0]!.positions.map((it) => [it.firm.id, it.shareBasisPoints, it.shareBand]);
    expect(shares).toContainEqual([glass.firmId, 3_000, 'UP_TO_A_HALF']);
    expect(shares).toContainEqual([lead.firmId, null, 'UP_TO_A_HALF']);
    expect(shares).toContainEqual([paint.firmId, null, 'UP_TO_A_QUARTER']);

    await consent(glass, proposed.id);
    await consent(paint, proposed.id);
    const nearly = (await allianceSeenBy(glass, proposed.id))!;
    expect(nearly).toMatchObject({
      myStanding: 'PARTNER',
      lineUps: [{ isComplete: false, sharesTotal: 10_000, awaiting: [{ id: lead.firmId }] }],
    });
    await consent(lead, proposed.id);
    const complete = (await allianceSeenBy(paint, proposed.id))!;
    expect(complete.lineUps[0]).toMatchObject({ isComplete: true, isSoleTenderer: false, awaiting: [] });
    expect(complete.partners.map((partner) => partner.state)).toEqual(['PARTNER', 'PARTNER', 'PARTNER']);
    expect(complete.lineUps[0]!.positions.map((it) => it.consent)).toEqual(
      Array.from({ length: 3 }, () => ({ isFresh: true, exclusive: true })),
    );
  });

  it('a paper signed by hand lies beside the signature, for partners alone to read', async () => {
    const { id } = await anAlliance(glass, [paint], await aTender(lead));
    const fileId = await upload(glass.person, 'SIGNED_AGREEMENT');
    expect((await signAgreement(glass, id, { fileId })).code).toBeUndefined();
    const fields = 'agreement { signatures { name position fileId firm { id } } }';
    expect(await allianceSeenBy(paint, id, fields)).toEqual({
      agreement: {
        signatures: [{ name: 'Sari Wijaya', position: 'Direktur', fileId, firm: { id: glass.firmId } }],
      },
    });
    const reading = async (firm: FirmActing): Promise<number> => {
      const answer = await fetch(`${kongsi.url}/files/${fileId}`, { headers: { cookie: firm.person.cookie! } });

      return answer.status;
    };
    expect(await reading(paint)).toBe(200);
    expect(await reading(lead)).toBe(404);
  });

  it('invitations and answers are counted for the page of the firm that was asked', async () => {
    const guest = await aFirm(kongsi, { name: 'Tamu' });
    await anAlliance(paint, [guest], await aTender(lead));
    const { rows } = await kongsi.pool.query<{ kind: string; count: number }>(
      `SELECT "kind", "count"::integer FROM "dailyCount" WHERE "subjectId" = $1 AND "kind" <> 'PAGE_VISIT' ORDER BY "kind"`,
      [guest.firmId],
    );
    expect(rows).toEqual([
      { kind: 'ANSWER', count: 1 },
      { kind: 'INVITATION', count: 1 },
    ]);
  });

  it('a person takes along what they said yes to and signed', async () => {
    const parts = kongsi.app.get(PersonalDataRegistry).parts.find((part) => part.name === 'alliances')!;
    expect(await parts.export(glass.person.id)).toMatchObject({
      consents: [{ alliance: 'Kongsi Jendela', firm: glass.publicId }, {}],
      signatures: [{ name: 'Sari Wijaya', position: 'Direktur' }],
    });
  });
});
