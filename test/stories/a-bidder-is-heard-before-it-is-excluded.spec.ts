import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awardLot, closedWithQuotes, decisionSeenBy, evaluationSeenBy } from '../support/awards.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import type { Outcome } from '../support/people.js';
import { aPdf, upload } from '../support/uploads.js';

describe('a bidder is heard before it is excluded', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let low: FirmActing;
  let fair: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, low, fair] = (await Promise.all(
      ['Sekolah Embun', 'Murah Sekali', 'Kayu Teduh'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing];
  });
  afterAll(() => kongsi.stop());

  /** The estimate is 120 million: 80 % of it are 8 million a window. */
  const two = (): Promise<{ tender: { id: string }; lotId: string; bidIds: string[] }> =>
    closedWithQuotes(buyer, [
      [low, '7900000'],
      [fair, '8100000'],
    ]);
  const ask = async (
    bidId: string,
    about: 'PAPER' | 'PRICE',
    within = hours(24),
  ): Promise<Outcome & { id: string }> => {
    const until = new Date((await kongsi.clock.now()).getTime() + within).toISOString();
    const question = about === 'PAPER' ? 'Your insurance policy, please.' : 'How do you make it for so little?';

    return buyer.act('askClarification', { bidId, about, question, until }, '... on Clarification { id }');
  };
  const answer = (firm: FirmActing, clarificationId: string, fileId?: string): Promise<Outcome> =>
    firm.act('answerClarification', { clarificationId, text: 'We had the wood in store.', fileId });
  const exclude = (bidId: string, ground: string): Promise<Outcome> =>
    buyer.act('disqualifyBid', { bidId, ground, reason: 'The price cannot be real.' });

  it('a price far under the estimate is marked, and stays in the ranking', async () => {
    const { lotId, bidIds } = await two();
    const { bids } = (await evaluationSeenBy(buyer, lotId))!;
    expect(bids.map(({ bidId, rank, isUnusuallyLow }) => [bidId, rank, isUnusuallyLow])).toEqual([
      [bidIds[0], 1, true],
      [bidIds[1], 2, false],
    ]);
    expect((await awardLot(buyer, { lotId, bidIds }, bidIds[0]!)).code).toBeUndefined();
  });

  it('nobody is excluded for a low price unheard', async () => {
    const { tender, lotId, bidIds } = await two();
    const [first, second] = bidIds as [string, string];
    expect((await exclude(first, 'PRICE_UNEXPLAINED')).code).toBe('PRICE_NOT_ASKED_ABOUT');
    const { id } = await ask(first, 'PRICE');
    expect((await low.person.mails()).at(-1)!.body).toContain('How do you make it for so little?');
    expect((await exclude(first, 'PRICE_UNEXPLAINED')).code).toBe('PRICE_NOT_ASKED_ABOUT');
    expect((await answer(low, id)).code).toBeUndefined();
    expect((await answer(low, id)).code).toBe('CLARIFICATION_ANSWERED');
    expect((await exclude(first, 'PRICE_UNEXPLAINED')).code).toBeUndefined();
    expect((await low.person.mails()).at(-1)!.body).toContain('The price cannot be real.');

    const { bids } = (await evaluationSeenBy(buyer, lotId))!;
    expect(bids.map(({ bidId, rank }) => [bidId, rank])).toEqual([
      [second, 1],
      [first, null],
    ]);
    expect((await awardLot(buyer, { lotId, bidIds }, first)).code).toBe('BID_NOT_JUDGED');
    // The excluded bid keeps the reason it was excluded for.
    const reasons = [{ bidId: second, reason: 'The lowest that counts.' }];
    expect((await awardLot(buyer, { lotId, bidIds }, second, { reasons })).code).toBeUndefined();
    const { scoreLines } = await decisionSeenBy(low, tender);
    expect(scoreLines).toMatchObject([
      { isAwarded: true, reason: 'The lowest that counts.', price: null },
      { bidId: first, isDisqualified: true, rank: null, reason: 'The price cannot be real.' },
    ]);
    expect((await low.person.mails()).at(-1)!.body).toContain('had been excluded');
  });

  it('a missing paper comes in the stated time or not at all, and changes no price', async () => {
    const { lotId, bidIds } = await two();
    const [first, second] = bidIds as [string, string];
    const { id } = await ask(first, 'PAPER');
    const late = await ask(second, 'PAPER', hours(1));
    const fileId = await upload(low.person, 'CLARIFICATION', aPdf('policy'), 'policy.pdf');
    expect((await answer(low, id, fileId)).code).toBeUndefined();
    await kongsi.clock.pass(hours(2));
    expect((await answer(fair, late.id)).code).toBe('CLARIFICATION_OVER');

    const fields = 'total { amount } clarifications { about question answer paperUrl }';
    const seenBy = async (firm: FirmActing): Promise<unknown> =>
      (await firm.ask<{ bid: unknown }>(`query ($id: ID!) { bid(id: $id) { ${fields} } }`, { id: first })).data?.bid ??
      null;
    const seen = {
      total: { amount: '94800000' },
      clarifications: [{ about: 'PAPER', answer: 'We had the wood in store.', paperUrl: `/files/${fileId}` }],
    };
    expect(await seenBy(buyer)).toMatchObject(seen);
    expect(await seenBy(low)).toMatchObject(seen);
    expect(await seenBy(fair)).toBeNull();
    const fetched = (firm: FirmActing): Promise<number> =>
      fetch(`${kongsi.url}/files/${fileId}`, { headers: { cookie: firm.person.cookie ?? '' } }).then((it) => it.status);
    expect(await Promise.all([buyer, fair].map(fetched))).toEqual([200, 404]);
    expect((await evaluationSeenBy(buyer, lotId))!.bids[0]).toMatchObject({
      bidId: first,
      price: { amount: '94800000' },
    });
  });

  it('only the buyer asks and excludes, and only the asked one answers', async () => {
    const { bidIds } = await two();
    const codeOf = async (verb: string, input: Record<string, unknown>): Promise<string | undefined> => {
      const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
      const { errors } = await fair.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
        input: { actingFor: fair.firmId, idempotencyKey: `${verb} of others`, ...input },
      });

      return errors?.[0]?.extensions.code;
    };
    const until = new Date((await kongsi.clock.now()).getTime() + days(1)).toISOString();
    const bidId = bidIds[0]!;
    expect(await codeOf('askClarification', { bidId, about: 'PAPER', question: 'Who are you?', until })).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf('disqualifyBid', { bidId, ground: 'OTHER', reason: 'They bother us.' })).toBe('NOT_FOUND');
    const { id } = await ask(bidId, 'PAPER');
    expect(await codeOf('answerClarification', { clarificationId: id, text: 'It is us.' })).toBe('NOT_FOUND');
    const { errors } = await buyer.ask(
      'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { __typename } }',
      {
        input: {
          actingFor: buyer.firmId,
          idempotencyKey: 'in the past',
          bidId,
          about: 'PAPER',
          question: 'Yesterday?',
          until: new Date((await kongsi.clock.now()).getTime() - 1).toISOString(),
        },
      },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
