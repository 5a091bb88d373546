import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { Db, type RequestContext, loading } from '#libs/platform';
import { type ClosingFacts, type ClosingShift, effectiveClosing, outageWindowMs } from './closing.js';
import type { Tender } from './tender.entity.js';

/** When a tender closes, all facts taken. */
export interface EffectiveClosing {
  at: Date;
  shifts: ClosingShift[];
}

type Dated = Pick<Tender, 'id' | 'closesAt' | 'questionsUntil' | 'origin'>;

/** The facts beside the tender's own dates, as JSON out of one statement. */
export interface FactsRow {
  id: string;
  questions: { askedAt: string; answeredAt: string | null }[] | null;
  outages: { startedAt: string; endedAt: string }[] | null;
}

/** Reads the facts that move a deadline and computes it. Where it decides, the lot's lock is held. */
@Injectable()
export class Closings {
  constructor(private readonly db: Db) {}

  /** Null for a tender without a closing. */
  async of(tender: Dated): Promise<EffectiveClosing | null> {
    return (await this.ofMany([tender])).get(tender.id) ?? null;
  }

  async ofMany(tenders: readonly Dated[]): Promise<Map<string, EffectiveClosing>> {
    const dated = tenders.filter((tender) => tender.closesAt !== null);
    const facts = await this.facts(dated.filter((tender) => tender.origin === null));

    return new Map(dated.map((tender) => [tender.id, closingOf(tender, facts.get(tender.id))]));
  }

  /** One statement for all tenders of a request; `prime` it where a list already knows. */
  loader(context: RequestContext): DataLoader<string, (EffectiveClosing & { id: string }) | null> {
    return loading(context, 'tenderClosing', async (ids) => {
      const tenders = await this.db.sql<Dated>(
        'SELECT "id", "closesAt", "questionsUntil", "origin" FROM "tender" WHERE "id" = ANY ($1::uuid[])',
        [ids],
      );

      return [...(await this.ofMany(tenders))].map(([id, closing]) => ({ id, ...closing }));
    });
  }

  /** The facts as columns "questions" and "outages" of a statement over tenders. */
  factsSql(tender: string): string {
    return `(SELECT json_agg(json_build_object('askedAt', question."askedAt", 'answeredAt', question."answeredAt"))
        FROM "question" question WHERE question."tenderId" = ${tender}."id") AS "questions",
      (SELECT json_agg(json_build_object('startedAt', outage."startedAt", 'endedAt', outage."endedAt"))
        FROM "outage" outage WHERE outage."endedAt" > ${tender}."closesAt" - interval '${outageWindowMs} milliseconds') AS "outages"`;
  }

  /** Hands facts that a list loaded to the request's loader. */
  prime(context: RequestContext, tender: Dated, facts: Omit<FactsRow, 'id'>): void {
    const closing = tender.closesAt ? { id: tender.id, ...closingOf(tender, facts) } : null;
    this.loader(context).prime(tender.id, closing);
  }

  private async facts(tenders: readonly Dated[]): Promise<Map<string, FactsRow>> {
    if (tenders.length === 0) return new Map();
    const rows = await this.db.sql<FactsRow>(
      `SELECT tender."id", ${this.factsSql('tender')} FROM "tender" tender WHERE tender."id" = ANY ($1::uuid[])`,
      [tenders.map((tender) => tender.id)],
    );

    return new Map(rows.map((row) => [row.id, row]));
  }
}

function closingOf(tender: Dated, row: Omit<FactsRow, 'id'> | undefined): EffectiveClosing {
  // An external notice closes when its publisher says so: nothing here moves it.
  const facts = tender.origin === null ? row : undefined;
  const known: ClosingFacts = {
    closesAt: tender.closesAt!,
    questionsUntil: tender.questionsUntil,
    questions: (facts?.questions ?? []).map(({ askedAt, answeredAt }) => ({
      askedAt: new Date(askedAt),
      answeredAt: answeredAt === null ? null : new Date(answeredAt),
    })),
    outages: (facts?.outages ?? []).map(({ startedAt, endedAt }) => ({
      startedAt: new Date(startedAt),
      endedAt: new Date(endedAt),
    })),
  };

  return effectiveClosing(known);
}
