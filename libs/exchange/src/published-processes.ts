import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Firm, FirmLegalId, canSeeLegalId } from '#libs/firms';
import { Actor, CONFIG, Clock, type Config, Db } from '#libs/platform';
import { Closings, Notices, Tender, TenderReading } from '#libs/tenders';
import type { NoticeDocument, Party } from './external-notice.js';
import type { PublishedProcess } from './published-process.js';
import { type ReleaseFacts, partyOf, processOfTender, told } from './published-tender.js';

/** What of a process comes after its notice: bids as far as the opening shows them, awards, contracts. */
export type LaterPart = (tender: Tender, parties: Parties, now: Date) => Promise<Partial<PublishedProcess>>;

/** Firms by id, as anybody may know them. */
export type Parties = (firmIds: readonly string[]) => Promise<Map<string, Party>>;

/** Public tenders of this Kongsi as they are told to the world: by nobody's rights but everybody's. */
@Injectable()
export class PublishedProcesses {
  private readonly parts: LaterPart[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly closings: Closings,
    private readonly reading: TenderReading,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Adds to every process what a later step knows of it. */
  register(part: LaterPart): void {
    this.parts.push(part);
  }

  /** The process as it is now. The caller has made sure that the tender is public. */
  async of(tender: Tender, facts: ReleaseFacts): Promise<PublishedProcess> {
    const now = await this.clock.now();
    const parties: Parties = (ids) => this.parties(ids);
    const buyer = (await parties([tender.buyerFirmId!])).get(tender.buyerFirmId!)!;
    const process = processOfTender(
      {
        tender,
        buyer,
        lots: await this.notices.lotsOf(tender.id),
        documents: await this.documents(tender.id),
        closing: (await this.closings.of(tender))?.at ?? null,
        phase: await this.reading.phase(tender, now),
        now,
      },
      facts,
    );
    for (const part of this.parts) Object.assign(process, await part(tender, parties, now));

    return process;
  }

  private async parties(firmIds: readonly string[]): Promise<Map<string, Party>> {
    const ids = [...new Set(firmIds)];
    const firms = await this.db.of(Firm).findBy({ id: In(ids) });
    const legalIds = await this.db.of(FirmLegalId).find({ where: { firmId: In(ids) }, order: { id: 'ASC' } });

    return new Map(
      firms.map((firm) => [
        firm.id,
        partyOf(
          firm,
          legalIds.filter((one) => one.firmId === firm.id && canSeeLegalId(Actor.nobody, firm, one)),
        ),
      ]),
    );
  }

  /** Those that everybody may read, in their latest version. */
  private async documents(tenderId: string): Promise<NoticeDocument[]> {
    const rows = await this.db.sql<{
      id: string;
      type: string;
      title: string;
      fileId: string;
      mediaType: string;
      language: string | null;
      lotId: string | null;
      addedAt: Date;
    }>(
      `SELECT document."id", document."type", document."title", document."fileId", "file"."mediaType", document."language",
         document."lotId", document."addedAt"
       FROM "tenderDocument" document JOIN "file" ON "file"."id" = document."fileId"
       WHERE document."tenderId" = $1 AND document."access" = 'PUBLIC' AND document."replacedById" IS NULL ORDER BY document."id"`,
      [tenderId],
    );

    return rows.map((row) => ({
      ocdsId: row.id,
      type: row.type,
      title: row.title,
      url: `${this.config.PUBLIC_URL}/files/${row.fileId}`,
      format: row.mediaType,
      language: row.language,
      publishedAt: told(row.addedAt),
      lots: row.lotId ? [row.lotId] : [],
    }));
  }
}
