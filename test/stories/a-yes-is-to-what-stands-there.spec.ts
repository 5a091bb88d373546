import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type AllianceKnown,
  actOnAlliance,
  allianceSeenBy,
  anAlliance,
  changeLineUp,
  consent,
  inviteFirm,
  whatToConsentTo,
} from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

describe('a yes is to what stands there', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let lead: FirmActing;
  let glass: FirmActing;
  let paint: FirmActing;
  let tender: TenderKnown;
  let lotId: string;
  let alliance: AllianceKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, lead, glass, paint] = (await Promise.all(
      ['SDN 3', 'Kayu Teduh', 'Kaca Bening', 'Cat Pagi'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
  });
  beforeEach(async () => {
    tender = await aTender(buyer);
    lotId = tender.lots[0]!.id;
    alliance = await anAlliance(lead, [glass, paint], tender);
  });
  afterAll(() => kongsi.stop());

  const places = (shares: [number, number, number]): Parameters<typeof changeLineUp>[3] => [
    { firmId: lead.firmId, roles: ['LEAD'], shareBasisPoints: shares[0] },
    { firmId: glass.firmId, roles: ['PARTNER'], shareBasisPoints: shares[1] },
    { firmId: paint.firmId, roles: ['PARTNER'], shareBasisPoints: shares[2] },
  ];
  const awaited = async (): Promise<string[]> =>
    (await allianceSeenBy(lead, alliance.id))!.lineUps[0]!.awaiting!.map((firm) => firm.id).sort();

  it('a changed share asks the firms it touches again, tells them, and leaves the third alone', async () => {
    await changeLineUp(lead, alliance.id, lotId, places([3_334, 4_333, 2_333]));

    expect(await awaited()).toEqual([glass.firmId, paint.firmId].sort());
    const seen = (await allianceSeenBy(glass, alliance.id))!;
    const own = seen.lineUps[0]!.positions.find((it) => it.firm.id === glass.firmId)!;
    expect(own).toMatchObject({ shareBasisPoints: 4_333, consent: { isFresh: false } });
    const { rows } = await kongsi.pool.query<{ personId: string }>(
      `SELECT "personId" FROM "notice" WHERE "kind" = 'ALLIANCE_CHANGED' AND "path" = $1`,
      [`/alliances/${alliance.id}`],
    );
    expect(rows.map((row) => row.personId).sort()).toEqual([glass.person.id, paint.person.id].sort());
  });

  it('other terms ask everybody again', async () => {
    const changed = await actOnAlliance(lead, 'changeAllianceTerms', alliance.id, {
      terms: { liability: 'JOINT_AND_SEVERAL', words: 'Paid on Fridays.' },
    });

    expect(changed.terms).toEqual({ version: 2, liability: 'JOINT_AND_SEVERAL', words: 'Paid on Fridays.' });
    expect(await awaited()).toEqual([lead, glass, paint].map((firm) => firm.firmId).sort());
  });

  it('the same written again touches nobody', async () => {
    await changeLineUp(lead, alliance.id, lotId, places([3_334, 3_333, 3_333]).reverse());

    expect(await awaited()).toEqual([]);
  });

  it('the lead can pass to another firm, and there is one at every moment', async () => {
    await changeLineUp(lead, alliance.id, lotId, [
      { firmId: lead.firmId, roles: ['PARTNER'], shareBasisPoints: 3_334 },
      { firmId: glass.firmId, roles: ['LEAD'], shareBasisPoints: 3_333 },
      { firmId: paint.firmId, roles: ['PARTNER'], shareBasisPoints: 3_333 },
    ]);

    expect(await awaited()).toEqual([glass.firmId, lead.firmId].sort());
  });

  it('who says yes to what they read earlier is told that it changed', async () => {
    const read = await whatToConsentTo(glass, alliance.id);
    await changeLineUp(lead, alliance.id, lotId, places([3_334, 1_000, 5_666]));

    expect(await glass.act('consentToAlliance', read)).toMatchObject({ code: 'PROPOSAL_CHANGED' });
    expect(await consent(glass, alliance.id)).toMatchObject({ __typename: 'Alliance' });
    const terms = { ...(await whatToConsentTo(glass, alliance.id)), termsVersion: 7 };
    expect(await glass.act('consentToAlliance', terms)).toMatchObject({ code: 'PROPOSAL_CHANGED' });
  });

  it('one yes has one effect, however often its request is repeated', async () => {
    await changeLineUp(lead, alliance.id, lotId, places([3_334, 3_332, 3_334]));
    const input = { ...(await whatToConsentTo(glass, alliance.id)), idempotencyKey: 'yes-of-kaca-bening' };
    const [first, second] = await Promise.all([
      glass.act('consentToAlliance', input, '... on Alliance { id }'),
      glass.act('consentToAlliance', input, '... on Alliance { id }'),
    ]);
    expect(second).toEqual(first);
    const { rows } = await kongsi.pool.query(
      `SELECT 1 FROM "allianceEvent" WHERE "allianceId" = $1 AND "kind" = 'CONSENTED' AND "firmId" = $2`,
      [alliance.id, glass.firmId],
    );
    expect(rows).toHaveLength(2);
  });

  it('a firm that declines leaves its place open, and another is asked to take it', async () => {
    const roof = await aFirm(kongsi, { name: 'Atap Layar' });
    const other = await aFirm(kongsi, { name: 'Atap Biru' });
    const asked = await inviteFirm(lead, alliance.id, roof, [{ lotId, roles: ['SUBCONTRACTOR'], shareBasisPoints: 0 }]);
    expect(asked.partners.at(-1)).toEqual({ firm: { id: roof.firmId }, state: 'INVITED' });
    expect(await actOnAlliance(roof, 'declineAlliance', alliance.id, { reason: 'Too far.' })).toMatchObject({
      myStanding: 'FORMER',
      terms: null,
      lineUps: [],
      partners: [{ firm: { id: roof.firmId }, state: 'DECLINED' }],
    });
    expect(await awaited()).toEqual([roof.firmId]);

    const replaced = await actOnAlliance(lead, 'replaceFirm', alliance.id, {
      firmId: roof.firmId,
      byFirmId: other.firmId,
      reason: 'It is too far for them.',
    });
    expect(replaced.lineUps[0]!.awaiting).toEqual([{ id: other.firmId }]);
    await consent(other, alliance.id);
    expect(await awaited()).toEqual([]);
  });

  it('an invitation taken back frees the place, and the firm can be asked again', async () => {
    const roof = await aFirm(kongsi, { name: 'Atap Layar' });
    const place = { lotId, roles: ['SUBCONTRACTOR'] as const, shareBasisPoints: 0 };
    await inviteFirm(lead, alliance.id, roof, [{ ...place, roles: ['SUBCONTRACTOR'] }]);
    await actOnAlliance(lead, 'withdrawAllianceInvitation', alliance.id, { firmId: roof.firmId });
    expect(await awaited()).toEqual([]);
    expect(await allianceSeenBy(roof, alliance.id)).toMatchObject({ myStanding: 'FORMER', lineUps: [] });

    await inviteFirm(lead, alliance.id, roof, [{ ...place, roles: ['SUBCONTRACTOR'] }]);
    expect(await allianceSeenBy(roof, alliance.id)).toMatchObject({ myStanding: 'INVITED' });
  });

  it('who leaves keeps what it agreed to, learns nothing later, and is free for others', async () => {
    expect(await actOnAlliance(glass, 'leaveAlliance', alliance.id, { reason: 'Too much work.' })).toMatchObject({
      myStanding: 'FORMER',
    });
    expect(await awaited()).toEqual([glass.firmId]);
    await actOnAlliance(lead, 'changeAllianceTerms', alliance.id, {
      terms: { liability: 'SEVERAL', words: 'Secret.' },
    });
    await actOnAlliance(lead, 'dissolveAlliance', alliance.id, { reason: 'Without glass it makes no sense.' });

    const fields = `myStanding dissolvedAt dissolveReason terms { words } agreement { digest } signedAgreements { digest }
      lineUps { id } partners { firm { id } } myConsents { isFresh exclusive position { shareBasisPoints } terms { words } }`;
    expect(await allianceSeenBy(glass, alliance.id, fields)).toEqual({
      myStanding: 'FORMER',
      dissolvedAt: null,
      dissolveReason: null,
      terms: null,
      agreement: null,
      signedAgreements: [],
      lineUps: [],
      partners: [{ firm: { id: glass.firmId } }],
      myConsents: [{ isFresh: false, exclusive: true, position: { shareBasisPoints: 3_333 }, terms: { words: '' } }],
    });
    expect((await anAlliance(paint, [glass], tender)).lineUps[0]).toMatchObject({ isComplete: true });
  });

  it('an alliance that ended frees all its firms and can no longer be changed', async () => {
    await actOnAlliance(lead, 'dissolveAlliance', alliance.id, { reason: 'The job is too small.' });

    const fields = 'dissolveReason lineUps { awaiting { id } }';
    expect(await allianceSeenBy(paint, alliance.id, fields)).toMatchObject({ dissolveReason: 'The job is too small.' });
    expect(await consent(glass, alliance.id)).toMatchObject({ code: 'ALLIANCE_DISSOLVED' });
    expect((await anAlliance(paint, [glass], tender)).lineUps[0]).toMatchObject({ isComplete: true });
  });
});
