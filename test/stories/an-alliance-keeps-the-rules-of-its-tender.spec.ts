import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AllianceReadiness } from '#libs/alliances';
import {
  actOnAlliance,
  allianceSeenBy,
  anAlliance,
  aProposal,
  changeLineUp,
  consent,
  inviteFirm,
  propose,
  signAgreement,
} from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aNotice, aRequirement, aTender, tenderSeenBy } from '../support/tenders.js';

describe('an alliance keeps the rules of its tender', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let lead: FirmActing;
  let glass: FirmActing;
  let paint: FirmActing;
  let tender: TenderKnown;
  let lotId: string;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, lead, glass, paint] = (await Promise.all(
      ['SDN 3', 'Kayu Teduh', 'Kaca Bening', 'Cat Pagi'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
    tender = await aTender(buyer);
    lotId = tender.lots[0]!.id;
  });
  afterAll(() => kongsi.stop());

  const partner = (shareBasisPoints = 3_000): { lotId: string; roles: ['PARTNER']; shareBasisPoints: number } => ({
    lotId,
    roles: ['PARTNER'],
    shareBasisPoints,
  });
  /** What `bids` asks before it takes a bid. */
  const ready = (id: string, lot = lotId): Promise<unknown> =>
    kongsi.app.get(AllianceReadiness).ensureReadyToSubmit(id, lot);

  it('takes neither the buyer nor a firm twice, and one lead', async () => {
    expect(await propose(buyer, tender)).toMatchObject({ code: 'ON_BUYERS_SIDE' });
    const { id } = await propose(lead, tender);
    const named = await inviteFirm(lead, id, buyer, [partner()]);
    expect(named).toMatchObject({ code: 'ON_BUYERS_SIDE' });
    expect(named.message).toContain('SDN 3');
    expect(await inviteFirm(lead, id, glass, [{ ...partner(), roles: ['LEAD'] }])).toMatchObject({
      code: 'SECOND_LEAD',
    });
    expect((await inviteFirm(lead, id, glass, [partner()])).code).toBeUndefined();
    expect(await inviteFirm(lead, id, glass, [partner()])).toMatchObject({ code: 'ALREADY_IN_ALLIANCE' });
    const stranger = { firmId: paint.firmId, roles: ['LEAD' as const], shareBasisPoints: 1 };
    expect(await changeLineUp(lead, id, lotId, [stranger])).toMatchObject({ code: 'NOT_IN_ALLIANCE' });
    const terms = { liability: 'SEVERAL', words: '', representativeFirmId: paint.firmId };
    expect(await actOnAlliance(lead, 'changeAllianceTerms', id, { terms })).toMatchObject({ code: 'NOT_IN_ALLIANCE' });
    expect((await allianceSeenBy(lead, id))!.partners).toHaveLength(2);
  });

  it('is arranged by its proposer and its lead only', async () => {
    const { id } = await anAlliance(lead, [], await aTender(buyer));
    const { id: own } = await propose(lead, tender);
    await inviteFirm(lead, own, glass, [partner()]);
    const verbs: [string, Record<string, unknown>][] = [
      ['inviteFirm', { firmId: paint.firmId, places: [partner()] }],
      ['withdrawAllianceInvitation', { firmId: lead.firmId }],
      ['replaceFirm', { firmId: lead.firmId, byFirmId: paint.firmId, reason: 'Because.' }],
      ['changeLineUp', { lotId, places: [{ ...partner(), firmId: glass.firmId }] }],
      ['changeAllianceTerms', { terms: { liability: 'SEVERAL', words: 'Mine.' } }],
      ['dissolveAlliance', { reason: 'Because.' }],
    ];
    for (const [verb, input] of verbs)
      expect(await actOnAlliance(glass, verb, own, input)).toMatchObject({ code: 'NOT_YOURS_TO_ARRANGE' });
    expect(await actOnAlliance(glass, 'leaveAlliance', own)).toMatchObject({ code: 'NOT_JOINED' });
    expect(await actOnAlliance(lead, 'declineAlliance', id)).toMatchObject({ code: 'NO_OPEN_INVITATION' });
    const nobody = { firmId: paint.firmId };
    expect(await actOnAlliance(lead, 'withdrawAllianceInvitation', own, nobody)).toMatchObject({
      code: 'NO_OPEN_INVITATION',
    });
    const replacing = { firmId: paint.firmId, byFirmId: glass.firmId, reason: 'Because.' };
    expect(await actOnAlliance(lead, 'replaceFirm', own, replacing)).toMatchObject({ code: 'NO_OPEN_INVITATION' });
  });

  it('has no partners where the buyer asks single firms, though helpers, and partners where it asks groups', async () => {
    const single = await aTender(buyer, { tenderers: 'FIRMS' });
    const place = { lotId: single.lots[0]!.id, shareBasisPoints: 3_000 };
    const { id } = await propose(lead, single);
    expect(await inviteFirm(lead, id, glass, [{ ...place, roles: ['PARTNER'] }])).toMatchObject({
      code: 'ALLIANCES_NOT_TAKEN',
    });
    expect((await inviteFirm(lead, id, glass, [{ ...place, roles: ['RELIED_UPON'] }])).code).toBeUndefined();

    const groups = await aTender(buyer, { tenderers: 'ALLIANCES' });
    const alone = await anAlliance(lead, [], groups);
    await expect(ready(alone.id, groups.lots[0]!.id)).rejects.toMatchObject({ code: 'GROUP_ASKED' });
  });

  it('is not begun for a tender that takes no bids, or is not to be seen', async () => {
    const called = await aTender(buyer);
    await buyer.act('cancelTender', { tenderId: called.id, reason: 'The roof fell in.' });
    expect(await propose(lead, called)).toMatchObject({ code: 'TENDER_NOT_OPEN' });
    const draft = await buyer.act<TenderKnown>(
      'draftTender',
      { notice: await aNotice(buyer) },
      '... on Tender { id lots { id } }',
    );
    await expect(propose(lead, draft)).rejects.toThrow('NOT_FOUND');
    const other = await aTender(buyer);
    await expect(propose(lead, other, { places: [{ lotId, roles: ['LEAD'], shareBasisPoints: 1 }] })).rejects.toThrow(
      'input.lotId',
    );
  });

  it('shows a tender by invitation to the firms it asks', async () => {
    const closed = await aTender(buyer, { visibility: 'INVITED', invitedFirmIds: [lead.firmId] });
    expect(await tenderSeenBy(glass, closed.id)).toBeNull();
    const { id } = await propose(lead, closed);
    await inviteFirm(lead, id, glass, [{ lotId: closed.lots[0]!.id, roles: ['PARTNER'], shareBasisPoints: 100 }]);
    expect((await tenderSeenBy(glass, closed.id))?.title).toBe('Windows for the village school');
    expect(await tenderSeenBy(paint, closed.id)).toBeNull();
  });

  it('may bid with one lead, whole shares and every yes, and says what is missing', async () => {
    const { id } = await propose(lead, tender, { places: [{ lotId, roles: ['PARTNER'], shareBasisPoints: 6_000 }] });
    await expect(ready(id)).rejects.toMatchObject({ code: 'NO_LEAD' });
    await expect(ready(id, (await aTender(buyer)).lots[0]!.id)).rejects.toMatchObject({ code: 'NO_LEAD' });
    await inviteFirm(lead, id, glass, [{ ...partner(), roles: ['LEAD'] }]);
    await expect(ready(id)).rejects.toMatchObject({ code: 'SHARES_DO_NOT_TOTAL', total: 9_000 });
    const places = [
      { firmId: lead.firmId, roles: ['LEAD' as const], shareBasisPoints: 7_000 },
      { firmId: glass.firmId, roles: ['PARTNER' as const], shareBasisPoints: 3_000 },
    ];
    await changeLineUp(lead, id, lotId, places);
    await consent(lead, id);
    await expect(ready(id)).rejects.toMatchObject({
      code: 'CONSENT_MISSING',
      firms: [{ id: glass.firmId, name: 'Kaca Bening' }],
    });
    await consent(glass, id);
    expect(await ready(id)).toMatchObject({
      allianceId: id,
      lotId,
      leadFirmId: lead.firmId,
      memberFirmIds: [lead.firmId, glass.firmId],
      isSoleTenderer: false,
      isExclusive: true,
      termsVersion: 1,
      formPack: 'plain',
      formPackVersion: '1',
    });
    await actOnAlliance(glass, 'leaveAlliance', id);
    await expect(ready(id)).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
    await actOnAlliance(lead, 'dissolveAlliance', id, { reason: 'Over.' });
    await expect(ready(id)).rejects.toMatchObject({ code: 'ALLIANCE_DISSOLVED' });
  });

  it('lends for requirements of its own lot only', async () => {
    const asked = await aTender(buyer, {
      lots: [{ items: [{ description: 'Door', quantity: '1', unitCode: 'H87' }], requirements: [aRequirement()] }],
    });
    const { id } = await propose(lead, asked);
    const helper = { lotId: asked.lots[0]!.id, roles: ['RELIED_UPON' as const], shareBasisPoints: 0 };
    await expect(inviteFirm(lead, id, glass, [{ ...helper, reliedUponFor: [lotId] }])).rejects.toThrow('reliedUponFor');
    const known = asked.lots[0]!.requirements[0]!.id;
    expect((await inviteFirm(lead, id, glass, [{ ...helper, reliedUponFor: [known] }])).code).toBeUndefined();
  });

  it('stands apart from any tender, and makes line-ups for those it finds', async () => {
    const standing = { kind: 'STANDING', tenderId: null, places: [{ roles: ['LEAD'], shareBasisPoints: 5_000 }] };
    const { id } = await propose(lead, tender, standing);
    await inviteFirm(lead, id, glass, [{ roles: ['PARTNER'], shareBasisPoints: 5_000 }]);
    await consent(lead, id);
    await consent(glass, id);
    const found = await aTender(buyer);
    await changeLineUp(lead, id, found.lots[0]!.id, [
      { firmId: lead.firmId, roles: ['LEAD'], shareBasisPoints: 2_000 },
      { firmId: glass.firmId, roles: ['PARTNER'], shareBasisPoints: 8_000 },
    ]);
    const seen = (await allianceSeenBy(glass, id))!;
    expect(seen.lineUps.map((it) => [it.lot?.id ?? null, it.isComplete])).toEqual([
      [null, true],
      [found.lots[0]!.id, false],
    ]);
    const wrong = lead.act('proposeAlliance', aProposal(tender, { kind: 'STANDING' }));
    await expect(wrong).rejects.toThrow('input.tenderId');
  });

  it('draws its agreement from the record, and each firm signs that text and no other', async () => {
    const job = await aTender(buyer);
    const { id } = await anAlliance(lead, [glass], job);
    const readiness = kongsi.app.get(AllianceReadiness);
    const fields =
      'agreement { version digest kind text canonicalText signatures { name firm { id } } } signedAgreements { version supersededAt }';
    type Seen = {
      agreement: {
        version: number;
        digest: string;
        kind: string;
        text: string;
        canonicalText: string;
        signatures: unknown[];
      };
      signedAgreements: { version: number; supersededAt: string | null }[];
    };
    const seen = async (firm = lead): Promise<Seen> => (await allianceSeenBy<Seen>(firm, id, fields))!;
    const first = (await seen()).agreement;
    expect(first).toMatchObject({ version: 1, kind: 'AGREEMENT', signatures: [] });
    expect(first.text).toContain('Kaca Bening');
    expect(first.canonicalText).toContain('Perjanjian kongsi');
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(await signAgreement(lead, id, { digest })).toMatchObject({ code: 'AGREEMENT_CHANGED' });
    expect((await signAgreement(lead, id)).code).toBeUndefined();
    await expect(readiness.ensureAgreementSigned(id, job.id)).rejects.toMatchObject({
      code: 'AGREEMENT_NOT_SIGNED',
      firms: [{ name: 'Kaca Bening' }],
    });
    expect((await signAgreement(glass, id)).code).toBeUndefined();
    expect((await signAgreement(glass, id)).code).toBeUndefined();
    await expect(readiness.ensureAgreementSigned(id, job.id)).resolves.toBeUndefined();
    expect((await seen()).agreement).toMatchObject({ version: 1, digest: first.digest, signatures: [{}, {}] });

    await actOnAlliance(lead, 'changeAllianceTerms', id, { terms: { liability: 'SEVERAL', words: 'New words.' } });
    expect((await seen()).agreement).toMatchObject({ version: 2, signatures: [] });
    expect((await seen()).signedAgreements).toEqual([{ version: 1, supersededAt: expect.any(String) }]);
    expect(await signAgreement(lead, id)).toMatchObject({ code: 'CONSENT_MISSING' });
    await actOnAlliance(glass, 'leaveAlliance', id);
    expect(await seen(glass)).toMatchObject({ agreement: null, signedAgreements: [{ version: 1 }] });
  });

  it('lets helper firms commit themselves to a sole tenderer instead', async () => {
    const job = await aTender(buyer);
    const { id } = await propose(lead, job);
    const helper = { lotId: job.lots[0]!.id, roles: ['RELIED_UPON' as const], shareBasisPoints: 0 };
    await inviteFirm(lead, id, glass, [helper]);
    expect(await signAgreement(lead, id)).toMatchObject({ code: 'NOT_JOINED' });
    await consent(lead, id);
    await consent(glass, id);
    const seen = await allianceSeenBy<{ agreement: { kind: string; text: string } }>(
      glass,
      id,
      'agreement { kind text }',
    );
    expect(seen!.agreement.kind).toBe('COMMITMENT');
    expect(seen!.agreement.text).toContain('Commitment of helper firms');
  });
});
