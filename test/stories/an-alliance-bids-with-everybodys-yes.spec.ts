import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Alliance, AllianceReadiness } from '#libs/alliances';
import { Db, Events } from '#libs/platform';
import { actOnAlliance, anAlliance, changeLineUp, consent } from '../support/alliances.js';
import { bidsSeenBy, openBids, sealByAge, submitBid, submitSealed, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

describe('an alliance bids with everybody’s yes', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let lead: FirmActing;
  let partner: FirmActing;
  let third: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi({ DATABASE_POOL: '20' });
    notary = await startNotary(kongsi);
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    lead = await aFirm(kongsi, { name: 'Kusen Embun' });
    partner = await aFirm(kongsi, { name: 'Cat Laut' });
    third = await aFirm(kongsi, { name: 'Kaca Bening' });
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  const sealed = (): Promise<TenderKnown> => aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });

  it('the lead seals and sends; each partner sees the bid, the buyer only after the opening', async () => {
    const tender = await sealed();
    const { id: allianceId } = await anAlliance(lead, [partner], tender);
    const bid = await submitBid(lead, tender, { allianceId });
    expect(bid).toMatchObject({ version: 1 });
    expect((await bidsSeenBy(partner, tender)).bids).toHaveLength(1);
    expect((await bidsSeenBy(third, tender)).bids).toHaveLength(0);
    await notary.pass(hours(24));
    await openBids(buyer, tender);
    await notary.pass(minutes(1));
    const { bids } = await bidsSeenBy(
      buyer,
      tender,
      'allianceId leadFirm { name } total { amount } lineUp { firmId roles shareBasisPoints }',
    );
    expect(bids).toMatchObject([
      {
        allianceId,
        leadFirm: { name: 'Kusen Embun' },
        total: { amount: '5400000' },
        lineUp: expect.arrayContaining([{ firmId: partner.firmId, roles: ['PARTNER'], shareBasisPoints: 5_000 }]),
      },
    ]);
  });

  it('is refused when a yes is stale, from a partner that does not lead, and unseen by others', async () => {
    const tender = await sealed();
    const { id: allianceId } = await anAlliance(lead, [partner], tender);
    expect(await submitSealed(partner, await sealByAge(partner, tender, { allianceId }), { allianceId })).toMatchObject(
      {
        code: 'NOT_THE_LEAD',
      },
    );
    const lotId = tender.lots[0]!.id;
    await changeLineUp(lead, allianceId, lotId, [
      { firmId: lead.firmId, roles: ['LEAD'], shareBasisPoints: 6_000 },
      { firmId: partner.firmId, roles: ['PARTNER'], shareBasisPoints: 4_000 },
    ]);
    const ready = await sealByAge(lead, tender, { allianceId });
    expect(await submitSealed(lead, ready, { allianceId })).toMatchObject({ code: 'CONSENT_MISSING' });
    const { errors } = await third.ask(
      'query ($f: ID!, $l: ID!, $a: ID) { sealedBidInstructions(firmId: $f, lotId: $l, allianceId: $a) { bidId } }',
      { f: third.firmId, l: lotId, a: allianceId },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await consent(lead, allianceId);
    await consent(partner, allianceId);
    expect(await submitSealed(lead, await sealByAge(lead, tender, { allianceId }), { allianceId })).toMatchObject({
      version: 1,
    });
  });

  it('a firm that said yes to an alliance does not bid beside it, and is told so itself', async () => {
    const tender = await sealed();
    const { id: allianceId } = await anAlliance(lead, [partner], tender);
    expect(await submitSealed(partner, await sealByAge(partner, tender))).toMatchObject({
      code: 'COMMITTED_ELSEWHERE',
    });
    expect(await submitSealed(lead, await sealByAge(lead, tender, { allianceId }), { allianceId })).toMatchObject({
      version: 1,
    });
  });

  it('a firm’s own bid, sent first, keeps it out of an alliance’s: the database decides', async () => {
    const tender = await sealed();
    const own = await submitBid(partner, tender);
    const { id: allianceId } = await anAlliance(lead, [partner], tender);
    const refused = await submitSealed(lead, await sealByAge(lead, tender, { allianceId }), { allianceId });
    // That the partner bids elsewhere is not for the lead to learn: its yes does not hold, that is all.
    expect(refused).toMatchObject({ code: 'CONSENT_MISSING' });
    await partner.act('withdrawBid', { bidId: own.bidId });
    expect(await submitSealed(lead, await sealByAge(lead, tender, { allianceId }), { allianceId })).toMatchObject({
      version: 1,
    });
  });

  it('the same firm alone and in an alliance at once: one of the two bids is taken', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await bothAtOnce()).toBe(1);
    }
  }, 120_000);

  it('the control: without the index that keeps it, both are taken', async () => {
    await kongsi.pool.query('DROP INDEX "bidMember_exclusive"');
    let both = 0;
    for (let turn = 0; turn < 100 && both < 2; turn += 1) both = await bothAtOnce();
    await kongsi.pool.query('DELETE FROM "bidMember"');
    await kongsi.pool.query(
      `CREATE UNIQUE INDEX "bidMember_exclusive" ON "bidMember" ("lotId", "firmId") WHERE "exclusive"`,
    );
    expect(both).toBe(2);
  }, 300_000);

  /** The partner bids alone, and the alliance it is in bids, at the same moment. @returns how many bids were taken */
  async function bothAtOnce(): Promise<number> {
    const tender = await sealed();
    const ownSealed = await sealByAge(partner, tender);
    const { id: allianceId } = await anAlliance(lead, [partner], tender);
    const together = await sealByAge(lead, tender, { allianceId });
    // Its yes is not exclusive here: only the two bids meet.
    await kongsi.pool.query('UPDATE "consent" SET "exclusive" = false WHERE "allianceId" = $1', [allianceId]);
    const answers = await Promise.all([submitSealed(partner, ownSealed), submitSealed(lead, together, { allianceId })]);

    return answers.filter((answer) => !answer.code).length;
  }

  it('a partner that leaves while the lead sends: the bid waits, and is not taken without its yes', async () => {
    const { sent, isBroken } = await leavingMeanwhile();
    expect(sent).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(isBroken).toBe(false);
  });

  it('the control: without the alliance’s lock the bid is taken after the yes has ended', async () => {
    const unlocked = jest
      .spyOn(kongsi.app.get(AllianceReadiness), 'lockAlliance')
      .mockImplementation((allianceId) => kongsi.app.get(Db).get(Alliance, allianceId));
    try {
      const { sent, isBroken } = await leavingMeanwhile();
      expect(sent).toMatchObject({ version: 1 });
      expect(isBroken).toBe(true);
    } finally {
      unlocked.mockRestore();
    }
  });

  /** The worst moment: the partner's leaving has read the clock, and the lead sends before it is committed. */
  async function leavingMeanwhile(): Promise<{ sent: { code?: string; version?: number }; isBroken: boolean }> {
    const tender = await sealed();
    const { id: allianceId } = await anAlliance(lead, [partner], tender);
    const ready = await sealByAge(lead, tender, { allianceId });
    const events = kongsi.app.get(Events);
    const record = events.record.bind(events);
    const onItsWay = new EventEmitter();
    const goOn = new EventEmitter();
    const begun = once(onItsWay, 'now');
    const held = jest.spyOn(events, 'record').mockImplementation(async (kind, id, actor, event) => {
      if (event.kind === 'LEFT') {
        const told = once(goOn, 'now');
        onItsWay.emit('now');
        await told;
      }
      await record(kind, id, actor, event);
    });
    try {
      const leaving = actOnAlliance(partner, 'leaveAlliance', allianceId, {
        reason: 'Too much other work at present.',
      });
      await begun;
      const sending = submitSealed(lead, ready, { allianceId });
      await Promise.race([sending, somebodyWaits()]);
      goOn.emit('now');
      const [sent] = await Promise.all([sending, leaving]);

      return { sent, isBroken: await takenAfterLeaving(tender, allianceId) };
    } finally {
      held.mockRestore();
    }
  }

  /** Until a transaction waits for another one's lock. */
  async function somebodyWaits(): Promise<void> {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`;
    while ((await kongsi.pool.query(waiting)).rows.length === 0);
  }

  async function takenAfterLeaving(tender: TenderKnown, allianceId: string): Promise<boolean> {
    const { rows } = await kongsi.pool.query(
      `SELECT 1 FROM "bidVersion" version, "consent" ended
       WHERE version."tenderId" = $1 AND ended."allianceId" = $2 AND ended."firmId" = $3
         AND version."receivedAt" > ended."withdrawnAt"`,
      [tender.id, allianceId, partner.firmId],
    );

    return rows.length > 0;
  }
});
