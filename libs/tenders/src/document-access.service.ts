import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, NotFound } from '#libs/platform';
import { TenderLots } from './lots.service.js';
import { DocumentAccess, type DocumentAccessRule, TenderDocument } from './tender-document.entity.js';
import type { DecideDocumentInput, OnDocumentInput } from './tender-document.graphql.js';
import { AccessByOtherWay } from './tender-document.refusals.js';
import { TenderDocuments } from './tender-documents.service.js';
import { TenderNews } from './tender-news.js';
import type { Tender } from './tender.entity.js';

/** Who may read a document that is not for everybody. */
@Injectable()
export class DocumentAccesses {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly documents: TenderDocuments,
    private readonly news: TenderNews,
  ) {}

  /** Asks the buyer for a document. @throws NotFound, AccessByOtherWay */
  async request(actor: Actor, { documentId }: OnDocumentInput): Promise<TenderDocument> {
    const { document, tender, now } = await this.begin(actor, documentId, 'ON_REQUEST');
    const asked = await this.db.sql(
      `INSERT INTO "documentAccess" ("documentId", "firmId", "requestedAt") VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1 AS "asked"`,
      [documentId, actor.firm, now],
    );
    if (asked.length === 0) return document;
    await this.note(actor, tender, 'DOCUMENT_REQUESTED', now, documentId);
    const occasion = `${documentId}:${actor.firm}`;
    const facts = { document: document.title };
    await this.news.tellFirm(actor, tender, tender.buyerFirmId, 'DOCUMENT_REQUESTED', occasion, facts);

    return document;
  }

  /** Promises to keep a document secret, for the firm; it may then be read at once. @throws NotFound, AccessByOtherWay */
  async acceptNda(actor: Actor, { documentId }: OnDocumentInput): Promise<TenderDocument> {
    const { document, tender, now } = await this.begin(actor, documentId, 'AFTER_NDA');
    const accepted = await this.db.sql(
      `INSERT INTO "documentAccess" ("documentId", "firmId", "requestedAt", "ndaAcceptedAt", "grantedAt") VALUES ($1, $2, $3, $3, $3)
       ON CONFLICT DO NOTHING RETURNING 1 AS "accepted"`,
      [documentId, actor.firm, now],
    );
    if (accepted.length > 0) await this.note(actor, tender, 'NDA_ACCEPTED', now, documentId);

    return document;
  }

  /** Hands a document out to a firm that asked. @throws NotFound */
  grant(actor: Actor, input: DecideDocumentInput): Promise<TenderDocument> {
    return this.decide(actor, input, 'DOCUMENT_GRANTED');
  }

  /** Does not hand it out, or no longer. @throws NotFound */
  refuse(actor: Actor, input: DecideDocumentInput): Promise<TenderDocument> {
    return this.decide(actor, input, 'DOCUMENT_REFUSED');
  }

  private async decide(
    actor: Actor,
    { documentId, firmId }: DecideDocumentInput,
    kind: 'DOCUMENT_GRANTED' | 'DOCUMENT_REFUSED',
  ): Promise<TenderDocument> {
    const { document, tender } = await this.documents.visible(actor, documentId);
    if (tender.buyerFirmId !== actor.firm) throw new NotFound();
    await this.lots.lockHistory(tender.id);
    const access = await this.db.of(DocumentAccess).findOneBy({ documentId, firmId });
    if (!access) throw new NotFound();
    const now = await this.clock.now();
    const granted = kind === 'DOCUMENT_GRANTED';
    Object.assign(access, { grantedAt: granted ? now : null, refusedAt: granted ? null : now });
    await this.db.of(DocumentAccess).save(access);
    await this.note(actor, tender, kind, now, documentId, { firmId });
    const facts = { document: document.title };
    await this.news.tellFirm(actor, tender, firmId, kind, `${documentId}:${now.toISOString()}`, facts);

    return document;
  }

  private async begin(
    actor: Actor,
    documentId: string,
    way: DocumentAccessRule,
  ): Promise<{ document: TenderDocument; tender: Tender; now: Date }> {
    const { document, tender } = await this.documents.visible(actor, documentId);
    if (document.access !== way) throw new AccessByOtherWay(document.access);
    await this.lots.lockHistory(tender.id);

    return { document, tender, now: await this.clock.now() };
  }

  private async note(
    actor: Actor,
    tender: Tender,
    kind: string,
    at: Date,
    documentId: string,
    facts: Record<string, unknown> = {},
  ): Promise<void> {
    await this.events.record('tender', tender.id, actor, { kind, at, facts: { documentId, ...facts } });
  }
}
