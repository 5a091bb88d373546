import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BidSeen, type BidSight, BidReading, sightOf } from '#libs/bids';
import { Actor } from '#libs/platform';
import { bidsSeenBy, openBids, submitBid, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { type PersonActing, aPerson } from '../support/people.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

type Shows = 'COUNT_AND_OWN' | 'NAMES' | 'NAMES_AND_TOTALS';
type To = 'TENDERERS' | 'EVERYONE';

describe('bids are seen as the notice said', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let author: FirmActing;
  let rival: FirmActing;
  let stranger: FirmActing;
  let judge: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    author = await aFirm(kongsi, { name: 'Kusen Embun' });
    rival = await aFirm(kongsi, { name: 'Kayu Jati' });
    stranger = await aFirm(kongsi, { name: 'Toko Jauh' });
    judge = await aPerson(kongsi, { name: 'Guru Besar' });
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  const actorOf = (firm: FirmActing): Actor =>
    new Actor({ personId: firm.person.id, firms: [{ firmId: firm.firmId, roles: ['BIDDER'] }] });

  /** The author's bid as each reader sees it, by the pure rule and by its SQL twin. */
  async function table(tender: TenderKnown, bidId: string): Promise<Record<string, BidSight>> {
    const { rows } = await kongsi.pool.query(
      `SELECT tender."buyerFirmId", tender."flags", lot."openedAt", bid."liveVersion" FROM "bid" bid JOIN "lot" lot ON lot."id" = bid."lotId"
       JOIN "tender" tender ON tender."id" = bid."tenderId" WHERE bid."id" = $1`,
      [bidId],
    );
    const [row] = rows as [
      {
        buyerFirmId: string;
        flags: BidSeen['tender']['flags'] & { envelopes: string[] };
        openedAt: Date | null;
        liveVersion: number | null;
      },
    ];
    const seen: BidSeen = {
      memberFirmIds: [author.firmId],
      isLive: row.liveVersion !== null,
      openedAt: row.openedAt,
      tender: { buyerFirmId: row.buyerFirmId, isSealed: row.flags.envelopes.length > 0, flags: row.flags },
    };
    const readers: [string, Actor, { isEvaluator: boolean; isTenderer: boolean }][] = [
      ['author', actorOf(author), { isEvaluator: false, isTenderer: true }],
      ['buyer', actorOf(buyer), { isEvaluator: false, isTenderer: false }],
      ['judge', new Actor({ personId: judge.id }), { isEvaluator: true, isTenderer: false }],
      ['rival', actorOf(rival), { isEvaluator: false, isTenderer: true }],
      ['stranger', actorOf(stranger), { isEvaluator: false, isTenderer: false }],
      ['nobody', Actor.nobody, { isEvaluator: false, isTenderer: false }],
    ];
    const answers: Record<string, BidSight> = {};
    for (const [name, actor, reader] of readers) {
      const [bySql] = await kongsi.app.get(BidReading).sightsOf(actor, [bidId]);
      const byRule = sightOf(actor, seen, { ...reader, seesTender: true });
      expect([name, bySql!.sight]).toEqual([name, byRule]);
      answers[name] = byRule;
    }

    return answers;
  }

  it.each<[Shows, To, BidSight, BidSight]>([
    ['COUNT_AND_OWN', 'TENDERERS', 'NOTHING', 'NOTHING'],
    ['COUNT_AND_OWN', 'EVERYONE', 'NOTHING', 'NOTHING'],
    ['NAMES', 'TENDERERS', 'NAME', 'NOTHING'],
    ['NAMES', 'EVERYONE', 'NAME', 'NAME'],
    ['NAMES_AND_TOTALS', 'TENDERERS', 'TOTAL', 'NOTHING'],
    ['NAMES_AND_TOTALS', 'EVERYONE', 'TOTAL', 'TOTAL'],
  ])(
    '%s to %s: before nobody but its author, after as written',
    async (openingShows, openingShownTo, rivals, others) => {
      const flags = { openingShows, openingShownTo };
      const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24), flags });
      await kongsi.pool.query('INSERT INTO "evaluator" ("tenderId", "personId", "appointedAt") VALUES ($1, $2, $3)', [
        tender.id,
        judge.id,
        await kongsi.clock.now(),
      ]);
      const bid = await submitBid(author, tender);
      await submitBid(rival, tender, { unitPrice: '500000' });
      const sealed = {
        author: 'WHOLE',
        buyer: 'NOTHING',
        judge: 'NOTHING',
        rival: 'NOTHING',
        stranger: 'NOTHING',
        nobody: 'NOTHING',
      };
      expect(await table(tender, bid.bidId)).toEqual(sealed);
      await notary.pass(hours(24));
      expect(await table(tender, bid.bidId)).toEqual(sealed);
      await openBids(buyer, tender);
      await notary.pass(minutes(1));
      expect(await table(tender, bid.bidId)).toEqual({
        author: 'WHOLE',
        buyer: 'WHOLE',
        judge: 'WHOLE',
        rival: rivals,
        stranger: others,
        nobody: others,
      });

      const fields =
        'id leadFirm { name } total { amount } receivedAt lineUp { firmId } contents { envelope } versions { receipt }';
      const { bids } = await bidsSeenBy<Record<string, unknown>>(rival, tender, fields);
      const other = bids.find((it) => it.id === bid.bidId);
      const shown = {
        id: bid.bidId,
        leadFirm: { name: 'Kusen Embun' },
        receivedAt: null,
        lineUp: [],
        contents: [],
        versions: [],
        total: rivals === 'TOTAL' ? { amount: '5400000' } : null,
      };
      expect(other).toEqual(rivals === 'NOTHING' ? undefined : shown);
    },
  );
});
