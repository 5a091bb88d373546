import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import {
  type Actor,
  CONFIG,
  type Config,
  Db,
  Events,
  Files,
  NotFound,
  type StoredFile,
  documentTypes,
  newId,
} from '#libs/platform';
import { Addenda } from './addenda.service.js';
import { Lot } from './lot.entity.js';
import { canReadDocument } from './tender-document.policy.js';
import { DocumentAccess, TenderDocument } from './tender-document.entity.js';
import type { AddTenderDocumentInput, RemoveTenderDocumentInput } from './tender-document.graphql.js';
import { AddendumNeeded } from './tender-document.refusals.js';
import { TenderReading } from './tender-reading.service.js';
import { Tender } from './tender.entity.js';
import { AlreadyPublished, TenderNotOpen } from './tender.refusals.js';
import { TendersService } from './tenders.service.js';

/** Drawings, terms and forms of tenders. */
@Injectable()
export class TenderDocuments implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly files: Files,
    private readonly tenders: TendersService,
    private readonly reading: TenderReading,
    private readonly addenda: Addenda,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: 'TENDER_DOCUMENT',
      maxBytes: this.config.UPLOAD_LIMIT_MB * 1_048_576,
      mediaTypes: documentTypes,
      mayRead: (actor, file) => this.mayRead(actor, file),
    });
  }

  /**
   * Adds a document, or a new version of one. Once the tender is published it takes an addendum.
   *
   * @throws NotFound, TenderNotOpen, AddendumNeeded, ClosingOnlyLater, BadUserInput (not the person's upload)
   */
  async add(actor: Actor, input: AddTenderDocumentInput): Promise<TenderDocument> {
    const { tender, now } = await this.tenders.own(actor, input.tenderId);
    const phase = await this.reading.phase(tender, now);
    if (phase !== 'DRAFT' && phase !== 'OPEN') throw new TenderNotOpen(phase);
    if (phase === 'OPEN' && !input.addendum) throw new AddendumNeeded();
    if (input.lotId && !(await this.db.of(Lot).existsBy({ id: input.lotId, tenderId: tender.id })))
      throw new NotFound();
    const replaced = input.replacesId ? await this.current(tender, input.replacesId) : null;
    await this.files.attach(input.fileId, 'TENDER_DOCUMENT', actor, now);
    const document = Object.assign(new TenderDocument(), {
      id: newId(),
      tenderId: tender.id,
      lotId: input.lotId ?? null,
      fileId: input.fileId,
      link: null,
      type: input.type,
      title: input.title.trim(),
      language: input.language ?? null,
      access: input.access,
      version: (replaced?.version ?? 0) + 1,
      addedByAddendumId: null as string | null,
      replacedById: null,
      addedAt: now,
    });
    if (phase === 'OPEN')
      document.addedByAddendumId = await this.addenda.forDocument(actor, tender, input, document, now);
    await this.db.of(TenderDocument).insert(document);
    if (replaced) await this.replace(replaced, document);
    const facts = { documentId: document.id, version: document.version };
    await this.events.record('tender', tender.id, actor, { kind: 'DOCUMENT_ADDED', at: now, facts });

    return document;
  }

  /** Takes a document out of a draft. @throws NotFound, AlreadyPublished */
  async remove(actor: Actor, { documentId }: RemoveTenderDocumentInput): Promise<TenderDocument> {
    const document = await this.db.get(TenderDocument, documentId);
    const { tender, now } = await this.tenders.own(actor, document.tenderId);
    if (tender.publishedAt) throw new AlreadyPublished(tender.publishedAt);
    await this.db.of(TenderDocument).update({ replacedById: documentId }, { replacedById: null });
    await this.db.of(TenderDocument).delete({ id: documentId });
    await this.events.record('tender', tender.id, actor, { kind: 'DOCUMENT_REMOVED', at: now, facts: { documentId } });

    return document;
  }

  /** The documents of tenders, old versions too, in the order they came. Ask only for tenders the reader may see. */
  async of(tenderIds: readonly string[]): Promise<TenderDocument[]> {
    return this.db.of(TenderDocument).find({
      where: { tenderId: In([...tenderIds]) },
      order: { addedAt: 'ASC', version: 'ASC', id: 'ASC' },
    });
  }

  /** Who asked for documents: all for the buyer, own ones for others. */
  async accesses(actor: Actor, documentIds: readonly string[]): Promise<DocumentAccess[]> {
    const rows = await this.db.of(DocumentAccess).find({
      where: { documentId: In([...documentIds]) },
      order: { requestedAt: 'ASC', firmId: 'ASC' },
    });
    const own = await this.db.sql<{ id: string }>(
      `SELECT document."id" FROM "tenderDocument" document JOIN "tender" tender ON tender."id" = document."tenderId"
       WHERE document."id" = ANY ($1::uuid[]) AND tender."buyerFirmId" = ANY ($2::uuid[])`,
      [documentIds, actor.firmIds],
    );
    const ownIds = new Set(own.map((row) => row.id));

    return rows.filter((row) => ownIds.has(row.documentId) || actor.actsFor([row.firmId]));
  }

  /** The document with its tender, if the actor may see that. @throws NotFound */
  async visible(actor: Actor, documentId: string): Promise<{ document: TenderDocument; tender: Tender }> {
    const document = await this.db.get(TenderDocument, documentId);

    return { document, tender: await this.reading.visible(actor, document.tenderId) };
  }

  /** The file's bytes: whoever sees the tender and may read one of the documents it stands in. */
  private async mayRead(actor: Actor, file: StoredFile): Promise<boolean> {
    const documents = await this.db.of(TenderDocument).findBy({ fileId: file.id });
    for (const document of documents) {
      const [seen] = await this.reading.visibleIds(actor, [document.tenderId]);
      if (!seen) continue;
      const tender = await this.db.get(Tender, document.tenderId);
      if (canReadDocument(actor, document, tender, await this.accesses(actor, [document.id]))) return true;
    }

    return false;
  }

  /** The newest version, which alone can be replaced. @throws NotFound */
  private async current(tender: Tender, documentId: string): Promise<TenderDocument> {
    const document = await this.db.of(TenderDocument).findOneBy({ id: documentId, tenderId: tender.id });
    if (!document || document.replacedById) throw new NotFound();

    return document;
  }

  /** Who might read the old version may read the new one. */
  private async replace(replaced: TenderDocument, by: TenderDocument): Promise<void> {
    await this.db.of(TenderDocument).update({ id: replaced.id }, { replacedById: by.id });
    await this.db.sql(
      `INSERT INTO "documentAccess" SELECT $2, "firmId", "requestedAt", "ndaAcceptedAt", "grantedAt", "refusedAt"
       FROM "documentAccess" WHERE "documentId" = $1`,
      [replaced.id, by.id],
    );
  }
}
