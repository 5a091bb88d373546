import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Actor, Db } from '#libs/platform';
import { Tender, TenderInvitation, TenderReading, canSeeTender } from '#libs/tenders';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aDraft, aTender, tenderSeenBy } from '../support/tenders.js';

describe('who sees a tender', () => {
  let kongsi: Kongsi;
  let firms: Record<'buyer' | 'invited' | 'shown' | 'stranger', FirmActing>;
  let tenders: Record<'draft' | 'public' | 'invited', TenderKnown>;

  beforeAll(async () => {
    kongsi = await startKongsi();
    const [buyer, invited, shown, stranger] = [
      await aFirm(kongsi),
      await aFirm(kongsi),
      await aFirm(kongsi),
      await aFirm(kongsi),
    ];
    firms = { buyer, invited, shown, stranger };
    const invitation = { visibility: 'INVITED', invitedFirmIds: [invited.firmId] };
    tenders = {
      draft: await aDraft(buyer, invitation),
      public: await aTender(buyer),
      invited: await aTender(buyer, invitation),
    };
    await invited.act('showTender', { tenderId: tenders.invited.id, firmId: shown.firmId });
  }, 60_000);
  afterAll(() => kongsi.stop());

  const cases: [string, keyof typeof tenders, boolean][] = [
    ['buyer', 'draft', true],
    ['buyer', 'public', true],
    ['buyer', 'invited', true],
    ['invited', 'draft', false],
    ['invited', 'public', true],
    ['invited', 'invited', true],
    ['shown', 'draft', false],
    ['shown', 'invited', true],
    ['stranger', 'draft', false],
    ['stranger', 'public', true],
    ['stranger', 'invited', false],
    ['nobody', 'draft', false],
    ['nobody', 'public', true],
    ['nobody', 'invited', false],
  ];

  it.each(cases)('%s, a tender that is %s: %s — the rule, its SQL and the API agree', async (who, what, sees) => {
    const firm = firms[who as keyof typeof firms] as FirmActing | undefined;
    const actor = firm
      ? new Actor({ personId: firm.person.id, firms: [{ firmId: firm.firmId, roles: ['VIEWER'] }] })
      : Actor.nobody;
    const { id } = tenders[what];
    const db = kongsi.app.get(Db);
    const invited = await db.of(TenderInvitation).findBy({ tenderId: id });

    const rule = canSeeTender(
      actor,
      await db.get(Tender, id),
      invited.map(({ firmId }) => firmId),
    );
    const sql = (await kongsi.app.get(TenderReading).visibleIds(actor, [id])).length === 1;
    const api = (await tenderSeenBy(firm ?? kongsi, id)) !== null;
    expect([rule, sql, api]).toEqual([sees, sees, sees]);
  });

  it('is the same answer, byte for byte, for what is not there and what is not to be seen', async () => {
    const asked = async (id: string): Promise<string> =>
      JSON.stringify((await firms.stranger.ask('query ($id: ID!) { tender(id: $id) { id } }', { id })).errors);

    expect(await asked(tenders.invited.id)).toBe(await asked(randomUUID()));
    expect(await asked(tenders.draft.id)).toBe(await asked(randomUUID()));
  });

  it('is shown on only by those who were let in', async () => {
    const { stranger, buyer, shown } = firms;
    const input = { actingFor: stranger.firmId, idempotencyKey: randomUUID(), firmId: shown.firmId };
    const answer = await stranger.ask(
      'mutation ($input: ShowTenderInput!) { showTender(input: $input) { __typename } }',
      {
        input: { ...input, tenderId: tenders.invited.id },
      },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');

    await buyer.act('cancelTender', { tenderId: tenders.invited.id, reason: 'There is no money this year.' });
    expect(
      await firms.invited.act('showTender', { tenderId: tenders.invited.id, firmId: stranger.firmId }),
    ).toMatchObject({ code: 'TENDER_NOT_OPEN' });
  });

  it('lets the buyer invite further firms, and tells them', async () => {
    const tender = await aTender(firms.buyer, { visibility: 'INVITED', title: 'A bridge of bamboo' });
    expect(await tenderSeenBy(firms.stranger, tender.id)).toBeNull();
    await firms.buyer.act('inviteToTender', { tenderId: tender.id, firmIds: [firms.stranger.firmId] });

    expect(await tenderSeenBy(firms.stranger, tender.id)).not.toBeNull();
    const mails = await firms.stranger.person.mails();
    expect(mails.map((mail) => mail.subject)).toContain('You are invited: A bridge of bamboo');
  });

  it('shows of an estimate what the buyer shows, to the buyer all', async () => {
    const estimate = { amount: '120000000', currency: 'IDR' };
    const shownOf = async (estimateShown: string, firm: FirmActing): Promise<unknown> => {
      const tender = await aTender(firms.buyer, { estimate, estimateShown });
      const fields = 'estimate { exact { amount } from { amount } to { amount } }';

      return (await tenderSeenBy<{ estimate: unknown }>(firm, tender.id, fields))!.estimate;
    };
    const exact = { amount: '120000000' };
    expect(await shownOf('HIDDEN', firms.stranger)).toBeNull();
    expect(await shownOf('HIDDEN', firms.buyer)).toEqual({ exact, from: exact, to: exact });
    expect(await shownOf('EXACT', firms.stranger)).toEqual({ exact, from: exact, to: exact });
    expect(await shownOf('RANGE', firms.stranger)).toEqual({
      exact: null,
      from: { amount: '100000000' },
      to: { amount: '200000000' },
    });
  });
});
