import { Injectable } from '@nestjs/common';
import { Classifications, Firm, UseCounts } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db, NotFound, newId, say } from '#libs/platform';
import { type Lot, type Tender, TenderLots, TenderNotOpen, TenderReading } from '#libs/tenders';
import { BoardAnswer, BoardEntry, type BoardSide } from './board-entry.entity.js';
import { BoardReading } from './board-reading.service.js';
import type { AnswerBoardEntryInput, PutOnBoardInput, WithdrawBoardEntryInput } from './board-verbs.graphql.js';
import { PartnersNews } from './partners-news.js';
import {
  BoardEntryAnswered,
  BoardEntryOver,
  BoardFull,
  DaysOver,
  NotForTheBuyer,
  OwnBoardEntry,
} from './partners.refusals.js';

const day = 86_400_000;
const longestDays = 400;
/** So that nobody papers the board over. */
const mostEntries = 50;

/** The board on which firms offer to each other and seek from each other. */
@Injectable()
export class BoardService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly reading: BoardReading,
    private readonly tenders: TenderReading,
    private readonly lots: TenderLots,
    private readonly classifications: Classifications,
    private readonly counts: UseCounts,
    private readonly news: PartnersNews,
  ) {}

  /**
   * Puts an entry on the board.
   *
   * @throws TenderNotOpen, NotForTheBuyer, DaysOver, BoardFull, UnknownClassification, NotFound, BadUserInput
   */
  async put(actor: Actor, side: BoardSide, input: PutOnBoardInput): Promise<BoardEntry> {
    ensureWhole(input);
    const cpv = input.cpv ? await this.classifications.ensureKnown(input.cpv) : null;
    const lot = input.lotId ? await this.openLot(actor, input.lotId) : null;
    const firm = await this.db.get(Firm, actor.firm, 'FOR UPDATE');
    const now = await this.clock.now();
    if (input.untilOn && input.untilOn < dayIn(firm.timeZone, now)) throw new DaysOver(input.untilOn);
    if ((await this.reading.countOf(firm.id, now)) >= mostEntries) throw new BoardFull(mostEntries);
    const { town, latitude, longitude } = input.place ?? firm;
    const entry = Object.assign(new BoardEntry(), {
      id: newId(),
      firmId: firm.id,
      personId: actor.person,
      side,
      kind: input.kind,
      tenderId: lot?.tenderId ?? null,
      lotId: lot?.id ?? null,
      fromOn: input.fromOn ?? null,
      untilOn: input.untilOn ?? null,
      cpv,
      words: input.words.trim(),
      town,
      latitude,
      longitude,
      radiusKm: input.radiusKm,
      publishedAt: now,
      withdrawnAt: null,
    });
    await this.db.of(BoardEntry).insert(entry);

    return this.db.get(BoardEntry, entry.id);
  }

  /** Takes an own entry off the board. @throws BoardEntryOver, NotFound for an entry of another firm */
  async withdraw(actor: Actor, { entryId }: WithdrawBoardEntryInput): Promise<BoardEntry> {
    const entry = await this.db.get(BoardEntry, entryId, 'FOR UPDATE');
    if (entry.firmId !== actor.firm) throw new NotFound();
    const now = await this.clock.now();
    if (!(await this.reading.visible(actor, entryId, now)).stands) throw new BoardEntryOver();
    entry.withdrawnAt = now;

    return this.db.of(BoardEntry).save(entry);
  }

  /** Writes to the firm of an entry, once. @throws OwnBoardEntry, BoardEntryOver, BoardEntryAnswered, NotForTheBuyer, NotFound */
  async answer(actor: Actor, { entryId, words }: AnswerBoardEntryInput): Promise<BoardAnswer> {
    const now = await this.clock.now();
    const { entry, stands } = await this.reading.visible(actor, entryId, now);
    if (entry.firmId === actor.firm) throw new OwnBoardEntry();
    if (!stands) throw new BoardEntryOver();
    if (entry.tenderId) ensureNoBuyer(await this.tenders.visible(actor, entry.tenderId), actor);
    // Two delegates at once: the second waits, then meets the first one's answer.
    await this.db.sql('SELECT 1 FROM "firm" WHERE "id" = $1 FOR NO KEY UPDATE', [actor.firm]);
    const known = await this.db.of(BoardAnswer).findOneBy({ entryId, firmId: actor.firm });
    if (known) throw new BoardEntryAnswered(known.id);
    const answer = Object.assign(new BoardAnswer(), {
      id: newId(),
      entryId,
      firmId: actor.firm,
      personId: actor.person,
      words: words.trim(),
      answeredAt: now,
    });
    await this.db.of(BoardAnswer).insert(answer);
    await this.counts.count('ANSWER', [actor.firm], now);
    // Who answers an offer asks its firm in.
    if (entry.side === 'OFFER') await this.counts.count('INVITATION', [entry.firmId], now);
    await this.news.entryAnswered(entry, answer);

    return answer;
  }

  private async openLot(actor: Actor, lotId: string): Promise<Lot> {
    const { tender } = await this.tenders.visibleLot(actor, lotId);
    ensureNoBuyer(tender, actor);
    const { lot, phase } = await this.lots.lockLot(lotId, 'FOR SHARE');
    if (phase !== 'OPEN') throw new TenderNotOpen(phase);

    return lot;
  }
}

/** @throws NotForTheBuyer */
export function ensureNoBuyer(tender: Pick<Tender, 'buyerFirmId'>, actor: Actor): void {
  if (tender.buyerFirmId === actor.firm) throw new NotForTheBuyer();
}

/** @throws BadUserInput for an entry that is neither for a lot nor for days, or for both; days in the wrong order; a trade without name */
function ensureWhole({ kind, lotId, fromOn, untilOn, cpv }: PutOnBoardInput): void {
  const isForDays = Boolean(fromOn) && Boolean(untilOn);
  if (Boolean(fromOn) !== Boolean(untilOn) || isForDays === Boolean(lotId))
    throw new BadUserInput([{ path: 'input.lotId', message: say('partners:lotOrDays') }]);
  if (isForDays) {
    const span = (Date.parse(untilOn!) - Date.parse(fromOn!)) / day;
    if (span < 0 || span > longestDays)
      throw new BadUserInput([
        { path: 'input.untilOn', read: untilOn, message: say('partners:daysInOrder', { longestDays }) },
      ]);
  }
  if (kind === 'TRADE' && !cpv) throw new BadUserInput([{ path: 'input.cpv', message: say('partners:tradeNamed') }]);
}

/** The calendar day of a moment in a zone, ISO 8601. */
function dayIn(timeZone: string, now: Date): string {
  // The Swedish way to write a day is ISO's.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
}
