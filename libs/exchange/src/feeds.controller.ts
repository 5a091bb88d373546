import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Firm } from '#libs/firms';
import { Actor, CONFIG, type Config, Db, type Language, NotFound, say } from '#libs/platform';
import { Closings, Tender, TenderReading } from '#libs/tenders';
import { tenderCalendar, type CalendarDate } from './tender-calendar.js';
import { tenderFeed, type FeedTender } from './tender-feed.js';

const inFeed = 50;
const summaryLength = 600;

interface FeedRow {
  id: string;
  title: string;
  description: string;
  buyerName: string | null;
  publishedAt: Date;
  changedAt: Date;
  cpv: string | null;
  trade: string | null;
}

/** For feed readers and calendars: public tenders, without signing in. */
@Controller('feeds')
export class FeedsController {
  constructor(
    private readonly db: Db,
    private readonly reading: TenderReading,
    private readonly closings: Closings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The newest public tenders, in English. */
  @Get('tenders.atom')
  async atom(@Res() res: Response): Promise<void> {
    await this.feed(res, 'en', '/feeds/tenders.atom', '/tenders');
  }

  /** The newest public tenders, in Indonesian. */
  @Get('id/tenders.atom')
  async atomInIndonesian(@Res() res: Response): Promise<void> {
    await this.feed(res, 'id', '/feeds/id/tenders.atom', '/id/tenders');
  }

  /** The dates of one tender. */
  @Get('tenders/:file')
  async calendar(@Res() res: Response, @Param('file') file: string): Promise<void> {
    const id = /^([0-9a-f-]{36})\.ics$/.exec(file)?.[1];
    try {
      const tender = await this.reading.visible(Actor.nobody, id ?? '00000000-0000-0000-0000-000000000000');
      shared(res);
      res.type('text/calendar; charset=utf-8').send(await this.datesOf(tender));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      res.status(404).json({ errors: [{ message: say('errors:notFound'), extensions: { code: 'NOT_FOUND' } }] });
    }
  }

  private async feed(res: Response, language: Language, path: string, pages: string): Promise<void> {
    const url = this.config.PUBLIC_URL;
    const details = {
      title: say('exchange:feed.title', {}, language),
      pageUrl: `${url}${pages}`,
      feedUrl: `${url}${path}`,
      language,
      startedAt: new Date(0),
    };
    const tenders = (await this.newest(language)).map((row): FeedTender => ({
      id: `urn:uuid:${row.id}`,
      url: `${url}${pages}/${row.id}`,
      title: row.title,
      summary: row.description.length > summaryLength ? `${row.description.slice(0, summaryLength)}…` : row.description,
      buyerName: row.buyerName ?? '–',
      publishedAt: row.publishedAt,
      changedAt: row.changedAt,
      classes: row.cpv ? [{ code: row.cpv, name: row.trade ?? row.cpv }] : [],
    }));
    shared(res);
    res.type('application/atom+xml; charset=utf-8').send(tenderFeed(details, tenders));
  }

  private newest(language: Language): Promise<FeedRow[]> {
    return this.db.sql<FeedRow>(
      `SELECT tender."id", tender."title", tender."description", coalesce(firm."name", tender."origin" ->> 'buyerName') AS "buyerName",
         tender."publishedAt", tender."changedAt", tender."cpv",
         coalesce(cpv."names" ->> $2, cpv."names" ->> 'en') AS "trade"
       FROM "tender" tender LEFT JOIN "firm" firm ON firm."id" = tender."buyerFirmId" LEFT JOIN "cpv" cpv ON cpv."code" = tender."cpv"
       WHERE tender."publishedAt" IS NOT NULL AND tender."visibility" = 'PUBLIC'
       ORDER BY tender."publishedAt" DESC, tender."id" LIMIT $1`,
      [inFeed, language],
    );
  }

  private async datesOf(tender: Tender): Promise<string> {
    const closing = await this.closings.of(tender);
    const language: Language = tender.language.startsWith('id') ? 'id' : 'en';
    const buyer = tender.buyerFirmId ? await this.db.get(Firm, tender.buyerFirmId) : null;
    const name = (key: string): string => say(`exchange:calendar.${key}`, { title: tender.title }, language);
    const dates: CalendarDate[] = [
      ...(tender.questionsUntil ? [{ key: 'questions', at: tender.questionsUntil, title: name('questions') }] : []),
      ...(closing ? [{ key: 'deadline', at: closing.at, title: name('deadline') }] : []),
    ];

    return tenderCalendar(
      {
        id: `${tender.id}@${new URL(this.config.PUBLIC_URL).host}`,
        title: buyer ? `${tender.title} · ${buyer.name}` : tender.title,
        url: `${this.config.PUBLIC_URL}${language === 'id' ? '/id' : ''}/tenders/${tender.id}`,
        timeZone: tender.timeZone,
        language,
        // Grows with every change, as calendars ask.
        version: Math.floor((tender.changedAt.getTime() - tender.createdAt.getTime()) / 1_000),
        changedAt: tender.changedAt,
      },
      dates,
    );
  }
}

function shared(res: Response): void {
  res.set({ 'Cache-Control': 'public, max-age=300', 'Cross-Origin-Resource-Policy': 'cross-origin' });
}
