import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AwardSight, awardSightOf, awardSightSql } from '#libs/bids';
import { Actor } from '#libs/platform';
import type { Audience, Disclosure } from '#libs/tenders';
import { awardLot, closedWithQuotes, decisionSeenBy } from '../support/awards.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type PersonActing, aPerson } from '../support/people.js';

type Reader = 'buyer' | 'evaluator' | 'winner' | 'loser' | 'invited' | 'stranger';
type Row = [Disclosure, Audience, 'PUBLIC' | 'INVITED', Reader, ofWinner: AwardSight, ofLoser: AwardSight];

/** What is promised, by hand: what a reader sees of the chosen bid and of the other one. */
const promised: Row[] = [
  ['COUNT_AND_OWN', 'TENDERERS', 'PUBLIC', 'buyer', 'WHOLE', 'WHOLE'],
  ['COUNT_AND_OWN', 'TENDERERS', 'PUBLIC', 'evaluator', 'WHOLE', 'WHOLE'],
  ['COUNT_AND_OWN', 'TENDERERS', 'PUBLIC', 'winner', 'WHOLE', 'NOTHING'],
  ['COUNT_AND_OWN', 'TENDERERS', 'PUBLIC', 'loser', 'ADVANTAGES', 'WHOLE'],
  ['COUNT_AND_OWN', 'TENDERERS', 'PUBLIC', 'invited', 'NOTHING', 'NOTHING'],
  ['COUNT_AND_OWN', 'TENDERERS', 'PUBLIC', 'stranger', 'NOTHING', 'NOTHING'],
  ['COUNT_AND_OWN', 'EVERYONE', 'PUBLIC', 'loser', 'ADVANTAGES', 'WHOLE'],
  ['COUNT_AND_OWN', 'EVERYONE', 'PUBLIC', 'stranger', 'NOTHING', 'NOTHING'],
  ['NAMES', 'TENDERERS', 'PUBLIC', 'winner', 'WHOLE', 'NAME'],
  ['NAMES', 'TENDERERS', 'PUBLIC', 'loser', 'NAME', 'WHOLE'],
  ['NAMES', 'TENDERERS', 'PUBLIC', 'stranger', 'NOTHING', 'NOTHING'],
  ['NAMES', 'EVERYONE', 'PUBLIC', 'stranger', 'NAME', 'NAME'],
  ['NAMES', 'EVERYONE', 'INVITED', 'invited', 'NAME', 'NAME'],
  ['NAMES', 'EVERYONE', 'INVITED', 'stranger', 'NOTHING', 'NOTHING'],
  ['NAMES_AND_TOTALS', 'TENDERERS', 'PUBLIC', 'loser', 'TOTAL', 'WHOLE'],
  ['NAMES_AND_TOTALS', 'TENDERERS', 'PUBLIC', 'invited', 'NOTHING', 'NOTHING'],
  ['NAMES_AND_TOTALS', 'EVERYONE', 'PUBLIC', 'stranger', 'TOTAL', 'TOTAL'],
  ['NAMES_AND_TOTALS', 'EVERYONE', 'INVITED', 'invited', 'TOTAL', 'TOTAL'],
  ['NAMES_AND_TOTALS', 'EVERYONE', 'INVITED', 'stranger', 'NOTHING', 'NOTHING'],
];

describe('the notice says who learns what of an award', () => {
  let kongsi: Kongsi;
  let firms: Record<'buyer' | 'winner' | 'loser' | 'invited', FirmActing>;
  let judge: PersonActing;
  let stranger: PersonActing;
  let tender: { id: string };
  let bids: { winner: string; loser: string };

  beforeAll(async () => {
    kongsi = await startKongsi();
    const [buyer, winner, loser, invited] = (await Promise.all(
      ['Sekolah Embun', 'Kayu Teduh', 'Baja Bandar', 'Kaca Bening'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
    firms = { buyer, winner, loser, invited };
    judge = (await aDelegate(buyer, 'VIEWER')).person;
    stranger = await aPerson(kongsi);
    const invitedFirmIds = [invited, winner, loser].map(({ firmId }) => firmId);
    const closed = await closedWithQuotes(
      buyer,
      [
        [winner, '400000'],
        [loser, '450000'],
      ],
      { invitedFirmIds },
    );
    const [won, lost] = closed.bidIds as [string, string];
    tender = closed.tender;
    bids = { winner: won, loser: lost };
    await buyer.act('appointEvaluator', { tenderId: tender.id, personId: judge.id });
    const { code } = await awardLot(buyer, closed, won);
    if (code) throw new Error(`Refused: ${code}`);
  });
  afterAll(() => kongsi.stop());

  const setNotice = (awardShows: Disclosure, awardShownTo: Audience, visibility: string): Promise<unknown> =>
    kongsi.pool.query(`UPDATE "tender" SET "flags" = "flags" || $2::jsonb, "visibility" = $3 WHERE "id" = $1`, [
      tender.id,
      JSON.stringify({ awardShows, awardShownTo }),
      visibility,
    ]);
  const actorOf = (reader: Reader): Actor => {
    if (reader === 'evaluator') return new Actor({ personId: judge.id });
    if (reader === 'stranger') return new Actor({ personId: stranger.id });

    return new Actor({
      personId: firms[reader].person.id,
      firms: [{ firmId: firms[reader].firmId, roles: ['VIEWER'] }],
    });
  };
  const bySql = async (actor: Actor, bidId: string): Promise<AwardSight> => {
    const sight = awardSightSql({ bid: 'bid', lot: 'lot', tender: 'tender' }, '$1', '$2');
    const { rows } = await kongsi.pool.query<{ sight: AwardSight }>(
      `SELECT ${sight} AS "sight" FROM "bid" bid JOIN "lot" lot ON lot."id" = bid."lotId"
       JOIN "tender" tender ON tender."id" = bid."tenderId" WHERE bid."id" = $3`,
      [actor.firmIds, actor.personId, bidId],
    );

    return rows[0]!.sight;
  };

  it.each(promised)(
    '%s to %s of a tender that is %s: %s',
    async (awardShows, awardShownTo, visibility, reader, ...expected) => {
      await setNotice(awardShows, awardShownTo, visibility);
      const actor = actorOf(reader);
      const standing = {
        isEvaluator: reader === 'evaluator',
        isTenderer: reader === 'winner' || reader === 'loser',
        seesTender: visibility === 'PUBLIC' || !['stranger', 'evaluator'].includes(reader),
      };
      const byRule = (['winner', 'loser'] as const).map((name) =>
        awardSightOf(
          actor,
          {
            memberFirmIds: [firms[name].firmId],
            isAwarded: name === 'winner',
            decidedAt: new Date(0),
            tender: { buyerFirmId: firms.buyer.firmId, flags: { awardShows, awardShownTo } },
          },
          standing,
        ),
      );
      expect(byRule).toEqual(expected);
      expect(await Promise.all([bySql(actor, bids.winner), bySql(actor, bids.loser)])).toEqual(expected);
    },
  );

  it('before the decision nobody sees any of it, whatever the notice says', async () => {
    await setNotice('NAMES_AND_TOTALS', 'EVERYONE', 'PUBLIC');
    const { rows } = await kongsi.pool.query<{ at: Date }>(
      'SELECT "awardDecidedAt" AS "at" FROM "lot" WHERE "tenderId" = $1',
      [tender.id],
    );
    await kongsi.pool.query('UPDATE "lot" SET "awardDecidedAt" = NULL WHERE "tenderId" = $1', [tender.id]);
    for (const reader of ['buyer', 'evaluator', 'winner', 'stranger'] as const)
      expect(await bySql(actorOf(reader), bids.winner)).toBe('NOTHING');
    await kongsi.pool.query('UPDATE "lot" SET "awardDecidedAt" = $2 WHERE "tenderId" = $1', [tender.id, rows[0]!.at]);
  });

  it('with totals shown to everyone a stranger reads who, how much and what place, and never why not', async () => {
    await setNotice('NAMES_AND_TOTALS', 'EVERYONE', 'PUBLIC');
    const { award, scoreLines } = await decisionSeenBy(stranger, tender);
    expect(award).toMatchObject({ value: { amount: '4800000' }, suppliers: [{ firm: { id: firms.winner.firmId } }] });
    expect(scoreLines).toMatchObject([
      { bidId: bids.winner, rank: 1, price: { amount: '4800000' }, reason: 'Best of all.' },
      { bidId: bids.loser, rank: 2, price: { amount: '5400000' }, reason: null },
    ]);
  });

  it('with names alone neither price nor share is told, for the one tells the other', async () => {
    await setNotice('NAMES', 'EVERYONE', 'PUBLIC');
    const { award, scoreLines } = await decisionSeenBy(stranger, tender);
    expect(award).toMatchObject({
      value: null,
      suppliers: [{ firm: { id: firms.winner.firmId }, shareBasisPoints: null }],
    });
    expect(scoreLines.map(({ rank, price, points }) => [rank, price, points])).toEqual([
      [1, null, null],
      [2, null, null],
    ]);
  });
});
