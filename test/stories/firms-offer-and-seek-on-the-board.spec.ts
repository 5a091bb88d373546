import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PersonalDataRegistry } from '#libs/platform';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { answerEntry, boardSeenBy, dayFrom, putOnBoard } from '../support/partners.js';
import { Browser, aPerson } from '../support/people.js';
import { kept } from '../support/showcase.js';
import { statementsOf } from '../support/sql-watch.js';
import { aLot, aTender } from '../support/tenders.js';

describe('firms offer and seek on the board', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let crane: FirmActing;
  let roofer: FirmActing;
  let stranger: FirmActing;
  let nobody: Browser;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, crane, roofer, stranger] = (await Promise.all(
      ['SDN 3', 'Derek Senja', 'Atap Layar', 'Orang Lain'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
    nobody = new Browser(kongsi);
  }, 90_000);
  afterAll(() => kongsi.stop());
  beforeEach(() => kongsi.pool.query('DELETE FROM "boardEntry"'));

  const idsOf = (entries: { id: string }[]): string[] => entries.map(({ id }) => id);

  it('a machine for days, a trade for a part of a tender: everybody finds them, the newest first', async () => {
    const tender = await aTender(buyer);
    const machine = kept(await putOnBoard(crane, 'offerOnBoard', { radiusKm: 30 }));
    const trade = kept(
      await putOnBoard(roofer, 'seekOnBoard', {
        kind: 'TRADE',
        cpv: '45421000-4',
        lotId: tender.lots[0]!.id,
        words: 'Somebody who fits the frames we deliver.',
      }),
    );
    const seen = await boardSeenBy(nobody);
    expect(idsOf(seen)).toEqual([trade.id, machine.id]);
    expect(seen).toMatchObject([
      {
        side: 'SEEK',
        firm: { id: roofer.firmId },
        tender: { id: tender.id },
        lot: { id: tender.lots[0]!.id },
        classification: { code: '45421000' },
        fromOn: null,
      },
      {
        side: 'OFFER',
        kind: 'MACHINE',
        town: 'Sawah Embun',
        radiusKm: 30,
        tender: null,
        lot: null,
        classification: null,
      },
    ]);
    expect(idsOf(await boardSeenBy(nobody, { first: 1 }))).toEqual([trade.id, machine.id]);
  });

  it('is searched by side, kind, part, trade with all below it, days, place and firm', async () => {
    const tender = await aTender(buyer);
    const lotId = tender.lots[0]!.id;
    const far = { town: 'Jauh', latitude: -1, longitude: 110 };
    const offered = kept(await putOnBoard(crane, 'offerOnBoard', { radiusKm: 5 }));
    const reaching = kept(await putOnBoard(crane, 'offerOnBoard', { place: far, radiusKm: 5_000 }));
    const away = kept(await putOnBoard(crane, 'offerOnBoard', { kind: 'ROOM', place: far, radiusKm: 5 }));
    const trade = kept(
      await putOnBoard(roofer, 'seekOnBoard', { kind: 'TRADE', cpv: '45421130', lotId, place: far, radiusKm: 1 }),
    );
    const found = async (args: Record<string, unknown>): Promise<string[]> => idsOf(await boardSeenBy(nobody, args));

    expect(await found({ side: 'SEEK' })).toEqual([trade.id]);
    expect(await found({ kind: 'ROOM' })).toEqual([away.id]);
    expect(await found({ lotId })).toEqual([trade.id]);
    expect(await found({ cpv: '45420000' })).toEqual([trade.id]);
    expect(await found({ cpv: '45300000' })).toEqual([]);
    expect(await found({ byFirmId: crane.firmId, kind: 'MACHINE' })).toEqual([reaching.id, offered.id]);
    expect(await found({ near: { latitude: -6.85, longitude: 123.35, radiusKm: 20 } })).toEqual([
      reaching.id,
      offered.id,
    ]);
    expect(await found({ fromOn: await dayFrom(crane, 8) })).toHaveLength(3);
    expect(await found({ fromOn: await dayFrom(crane, 9) })).toEqual([]);
    expect(await found({ untilOn: await dayFrom(crane, 0) })).toEqual([]);
  });

  it('is gone after its last day, or with the closing of its part, wherever that has moved', async () => {
    const tender = await aTender(buyer, { closesIn: days(3), questionsEndIn: days(2) });
    kept(await roofer.act('askQuestion', { tenderId: tender.id, text: 'Which wood shall the frames be of?' }));
    const forLot = kept(await putOnBoard(roofer, 'seekOnBoard', { lotId: tender.lots[0]!.id }));
    const forDays = kept(
      await putOnBoard(crane, 'offerOnBoard', { fromOn: await dayFrom(crane, 0), untilOn: await dayFrom(crane, 1) }),
    );
    expect(idsOf(await boardSeenBy(nobody))).toEqual([forDays.id, forLot.id]);
    await kongsi.clock.pass(days(3) + hours(1));
    // The question was asked in time and has no answer: the closing is two days later, and nobody has announced it to the board.
    expect(idsOf(await boardSeenBy(nobody))).toEqual([forLot.id]);
    await kongsi.clock.pass(days(2));
    expect(await boardSeenBy(nobody)).toEqual([]);
    await Promise.all([crane, roofer, stranger, buyer].map((firm) => firm.person.signInAgain()));
    expect(await answerEntry(stranger, forLot.id)).toMatchObject({ code: 'BOARD_ENTRY_OVER' });
    expect(await crane.act('withdrawBoardEntry', { entryId: forDays.id })).toMatchObject({ code: 'BOARD_ENTRY_OVER' });
  });

  it('goes with a cancelled tender, and when its firm takes it off', async () => {
    const tender = await aTender(buyer);
    kept(await putOnBoard(roofer, 'seekOnBoard', { lotId: tender.lots[0]!.id }));
    const own = kept(await putOnBoard(crane, 'offerOnBoard'));
    kept(await buyer.act('cancelTender', { tenderId: tender.id, reason: 'The roof must wait for next year.' }));
    expect(idsOf(await boardSeenBy(nobody))).toEqual([own.id]);
    kept(await crane.act('withdrawBoardEntry', { entryId: own.id }, '... on BoardEntry { withdrawnAt }'));
    expect(await boardSeenBy(crane)).toEqual([]);
    expect(await crane.act('withdrawBoardEntry', { entryId: own.id })).toMatchObject({ code: 'BOARD_ENTRY_OVER' });
  });

  it('an answer reaches the owner’s inbox; the two firms read it, nobody else', async () => {
    const entry = kept(await putOnBoard(crane, 'offerOnBoard'));
    const { id } = kept(await answerEntry(roofer, entry.id, 'Could it be here on Tuesday at six?'));
    await kongsi.settle();
    expect((await crane.person.mails()).map(({ subject }) => subject)).toContain(
      'Atap Layar answered your entry on the board',
    );
    const expected = [{ id, words: 'Could it be here on Tuesday at six?', firm: { id: roofer.firmId } }];
    const answersSeenBy = async (reader: Pick<Browser, 'get'>): Promise<unknown> =>
      (await boardSeenBy(reader))[0]!.answers;
    expect(await answersSeenBy(crane)).toEqual(expected);
    expect(await answersSeenBy(roofer)).toEqual(expected);
    for (const other of [stranger, nobody, await anOperator(kongsi)]) expect(await answersSeenBy(other)).toEqual([]);

    expect(await answerEntry(roofer, entry.id)).toMatchObject({ code: 'BOARD_ENTRY_ANSWERED', answerId: id });
    expect(await answerEntry(crane, entry.id)).toMatchObject({ code: 'OWN_BOARD_ENTRY' });
    const { rows } = await kongsi.pool.query<{ kind: string; count: number; subjectId: string }>(
      `SELECT "kind", "subjectId", sum("count")::integer AS "count" FROM "dailyCount"
       WHERE "subjectId" = ANY ($1) AND "kind" IN ('ANSWER', 'INVITATION') GROUP BY 1, 2`,
      [[crane.firmId, roofer.firmId]],
    );
    expect(rows).toContainEqual({ kind: 'INVITATION', subjectId: crane.firmId, count: 1 });
    expect(rows).toContainEqual({ kind: 'ANSWER', subjectId: roofer.firmId, count: 1 });
  });

  it('two delegates who answer at once leave one answer', async () => {
    const entry = kept(await putOnBoard(crane, 'offerOnBoard'));
    const other = await aDelegate(stranger, 'BIDDER');
    const answers = await Promise.all([answerEntry(stranger, entry.id), answerEntry(other, entry.id)]);
    expect(answers.map(({ code }) => code ?? 'OK').sort()).toEqual(['BOARD_ENTRY_ANSWERED', 'OK']);
  });

  it('shows no more than page and tender show: a hidden firm, an invited tender', async () => {
    const shy = await aFirm(kongsi, { name: 'Usaha Malu' });
    const closed = await aTender(buyer, { visibility: 'INVITED', invitedFirmIds: [roofer.firmId, crane.firmId] });
    const open = kept(await putOnBoard(crane, 'offerOnBoard'));
    const hidden = kept(await putOnBoard(shy, 'offerOnBoard'));
    const invited = kept(await putOnBoard(roofer, 'seekOnBoard', { lotId: closed.lots[0]!.id }));
    kept(await shy.act('hideFirmPage'));
    const operator = await anOperator(kongsi);

    expect(idsOf(await boardSeenBy(nobody))).toEqual([open.id]);
    expect(idsOf(await boardSeenBy(stranger))).toEqual([open.id]);
    expect(idsOf(await boardSeenBy(shy))).toEqual([hidden.id, open.id]);
    expect(idsOf(await boardSeenBy(operator))).toEqual([hidden.id, open.id]);
    expect(idsOf(await boardSeenBy(crane))).toEqual([invited.id, open.id]);
    expect(idsOf(await boardSeenBy(buyer))).toEqual([invited.id, open.id]);
    // What is not there leaves no gap: one page of one is full and the last.
    const { partnerBoard } = await nobody.get<{ partnerBoard: { pageInfo: unknown } }>(
      '{ partnerBoard(first: 1) { pageInfo { hasNextPage } } }',
    );
    expect(partnerBoard.pageInfo).toEqual({ hasNextPage: false });
    expect(await boardSeenBy(stranger, { byFirmId: shy.firmId })).toEqual([]);
    expect(await boardSeenBy(stranger, { lotId: closed.lots[0]!.id })).toEqual([]);
  });

  it('whoever may not see an entry cannot tell it from none', async () => {
    const closed = await aTender(buyer, { visibility: 'INVITED', invitedFirmIds: [roofer.firmId] });
    const { id } = kept(await putOnBoard(roofer, 'seekOnBoard', { lotId: closed.lots[0]!.id }));
    const trying = async (entryId: string): Promise<{ bytes: string; statements: string[] }> => {
      let bytes = '';
      const statements = await statementsOf(async () => {
        const { data, errors } = await stranger.ask(
          'mutation ($input: AnswerBoardEntryInput!) { answerBoardEntry(input: $input) { __typename } }',
          { input: { actingFor: stranger.firmId, idempotencyKey: randomUUID(), entryId, words: 'Hello there' } },
        );
        bytes = JSON.stringify({ data, errors });
      });

      return { bytes, statements };
    };
    const hidden = await trying(id);
    expect(hidden).toEqual(await trying(randomUUID()));
    expect(hidden.bytes).toContain('NOT_FOUND');
  });

  it('refuses what cannot stand there, and says what to do', async () => {
    const tender = await aTender(buyer, { closesIn: hours(2) });
    const lotId = tender.lots[0]!.id;
    expect(await putOnBoard(buyer, 'seekOnBoard', { lotId })).toMatchObject({ code: 'NOT_FOR_THE_BUYER' });
    const mine = kept(await putOnBoard(roofer, 'seekOnBoard', { lotId }));
    expect(await answerEntry(buyer, mine.id)).toMatchObject({ code: 'NOT_FOR_THE_BUYER' });
    expect(await putOnBoard(crane, 'offerOnBoard', { cpv: '99999999' })).toMatchObject({
      code: 'UNKNOWN_CLASSIFICATION',
    });
    const past = await dayFrom(crane, -2);
    expect(await putOnBoard(crane, 'offerOnBoard', { fromOn: past, untilOn: past })).toMatchObject({
      code: 'DAYS_OVER',
      until: past,
    });
    await kongsi.clock.pass(hours(3));
    expect(await putOnBoard(crane, 'offerOnBoard', { lotId })).toMatchObject({
      code: 'TENDER_NOT_OPEN',
      phase: 'EVALUATION',
    });
    for (let count = 0; count < 50; count++) kept(await putOnBoard(crane, 'offerOnBoard'));
    expect(await putOnBoard(crane, 'offerOnBoard')).toMatchObject({ code: 'BOARD_FULL', limit: 50 });
  }, 60_000);

  it.each([
    ['neither part nor days', { fromOn: null, untilOn: null }, 'input.lotId'],
    ['part and days', { lotId: randomUUID(), fromOn: '2030-01-01', untilOn: '2030-01-02' }, 'input.lotId'],
    ['days in the wrong order', { fromOn: '2030-01-02', untilOn: '2030-01-01' }, 'input.untilOn'],
    ['years on end', { fromOn: '2030-01-02', untilOn: '2032-01-01' }, 'input.untilOn'],
    ['a trade without its name', { kind: 'TRADE' }, 'input.cpv'],
  ])('does not take %s', async (_, facts, path) => {
    const forDays = { fromOn: await dayFrom(crane, 1), untilOn: await dayFrom(crane, 2) };
    const { errors } = await crane.ask(
      'mutation ($input: OfferOnBoardInput!) { offerOnBoard(input: $input) { __typename } }',
      {
        input: {
          actingFor: crane.firmId,
          idempotencyKey: randomUUID(),
          kind: 'ROOM',
          words: 'A yard of 400 square metres.',
          ...forDays,
          ...facts,
        },
      },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  });

  it('a stranger to the firm can neither withdraw nor put; an unseen part is not there', async () => {
    const { id } = kept(await putOnBoard(crane, 'offerOnBoard'));
    const closed = await aTender(buyer, { visibility: 'INVITED', lots: [aLot()] });
    await expect(stranger.act('withdrawBoardEntry', { entryId: id })).rejects.toThrow('NOT_FOUND');
    await expect(putOnBoard(stranger, 'seekOnBoard', { lotId: closed.lots[0]!.id })).rejects.toThrow('NOT_FOUND');
    await expect(putOnBoard(crane.by(stranger.person), 'offerOnBoard')).rejects.toThrow('NOT_FOUND');
    await expect(putOnBoard(await aDelegate(crane, 'EDITOR'), 'offerOnBoard')).rejects.toThrow('FORBIDDEN');
  });

  it('what a person wrote goes with the person; the entry stays its firm’s', async () => {
    const writer = await aDelegate(stranger, 'BIDDER');
    const entry = kept(await putOnBoard(crane, 'offerOnBoard'));
    kept(await answerEntry(writer, entry.id, 'Call me at the yard.'));
    const part = kongsi.app.get(PersonalDataRegistry).parts.find(({ name }) => name === 'partners')!;
    expect(await part.export(writer.person.id)).toMatchObject({
      boardAnswers: [{ firm: stranger.publicId, words: 'Call me at the yard.' }],
    });
    expect(await part.export(crane.person.id)).toMatchObject({ boardEntries: [{ words: entry.words }] });
    await part.erase(writer.person.id, await kongsi.clock.now());
    expect((await boardSeenBy(crane))[0]!.answers).toMatchObject([{ words: null }]);
    expect(await part.export((await aPerson(kongsi)).id)).toMatchObject({ boardEntries: [], boardAnswers: [] });
  });
});
