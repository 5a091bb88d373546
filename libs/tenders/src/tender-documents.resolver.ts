import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import {
  Acting,
  type Actor,
  Db,
  FileType,
  FirmRole,
  type RequestContext,
  StoredFile,
  loadingMany,
} from '#libs/platform';
import { DocumentAccesses } from './document-access.service.js';
import type { DocumentAccess, TenderDocument } from './tender-document.entity.js';
import {
  AcceptNdaInput,
  AcceptNdaResult,
  AddTenderDocumentInput,
  AddTenderDocumentResult,
  DocumentRequestType,
  GrantDocumentInput,
  GrantDocumentResult,
  RefuseDocumentInput,
  RefuseDocumentResult,
  RemoveTenderDocumentInput,
  RemoveTenderDocumentResult,
  RequestDocumentInput,
  RequestDocumentResult,
  TenderDocumentType,
} from './tender-document.graphql.js';
import { canReadDocument } from './tender-document.policy.js';
import { TenderDocuments } from './tender-documents.service.js';
import { TenderReading } from './tender-reading.service.js';
import type { Tender } from './tender.entity.js';
import { TenderType } from './tender.graphql.js';

/** Documents of a tender and who may read them. */
@Resolver(() => TenderType)
export class TenderDocumentsResolver {
  constructor(
    private readonly documents: TenderDocuments,
    private readonly access: DocumentAccesses,
  ) {}

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AddTenderDocumentResult, { description: 'Adds a document to your tender, or a new version of one.' })
  addTenderDocument(@Acting() actor: Actor, @Args('input') input: AddTenderDocumentInput): Promise<TenderDocument> {
    return this.documents.add(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => RemoveTenderDocumentResult, { description: 'Takes a document out of your draft.' })
  removeTenderDocument(
    @Acting() actor: Actor,
    @Args('input') input: RemoveTenderDocumentInput,
  ): Promise<TenderDocument> {
    return this.documents.remove(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => RequestDocumentResult, {
    description: 'Asks the buyer for a document that is handed out on request.',
  })
  requestDocument(@Acting() actor: Actor, @Args('input') input: RequestDocumentInput): Promise<TenderDocument> {
    return this.access.request(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => AcceptNdaResult, { description: 'Promises secrecy for your firm; then the document can be read.' })
  acceptNda(@Acting() actor: Actor, @Args('input') input: AcceptNdaInput): Promise<TenderDocument> {
    return this.access.acceptNda(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => GrantDocumentResult, { description: 'Hands a document of your tender out to a firm that asked.' })
  grantDocument(@Acting() actor: Actor, @Args('input') input: GrantDocumentInput): Promise<TenderDocument> {
    return this.access.grant(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => RefuseDocumentResult, { description: 'Does not hand it out, or takes the permission back.' })
  refuseDocument(@Acting() actor: Actor, @Args('input') input: RefuseDocumentInput): Promise<TenderDocument> {
    return this.access.refuse(actor, input);
  }

  @ResolveField('documents', () => [TenderDocumentType], {
    description: 'Its documents, old versions too. That one exists is no secret; who may read it is its `access`.',
  })
  documentsOf(@Parent() tender: Tender, @Context() context: RequestContext): Promise<TenderDocument[]> {
    return loadingMany(
      context,
      'documentsOfTender',
      (ids) => this.documents.of(ids),
      (document: TenderDocument) => document.tenderId,
    ).load(tender.id);
  }
}

@Resolver(() => TenderDocumentType)
export class TenderDocumentFieldsResolver {
  constructor(
    private readonly db: Db,
    private readonly documents: TenderDocuments,
    private readonly reading: TenderReading,
  ) {}

  @ResolveField(() => [DocumentRequestType], {
    description: 'Who asked for it: everybody’s for the buyer, your own for others.',
  })
  requests(@Parent() document: TenderDocument, @Context() context: RequestContext): Promise<DocumentAccess[]> {
    return loadingMany(
      context,
      'documentAccesses',
      (ids) => this.documents.accesses(context.actor, ids),
      (access: DocumentAccess) => access.documentId,
    ).load(document.id);
  }

  @ResolveField(() => FileType, { nullable: true, description: 'The file, for those who may read it.' })
  async file(@Parent() document: TenderDocument, @Context() context: RequestContext): Promise<StoredFile | null> {
    const tender = await this.reading.loader(context).load(document.tenderId);
    if (!document.fileId || !tender) return null;
    if (!canReadDocument(context.actor, document, tender, await this.requests(document, context))) return null;

    return this.db.of(StoredFile).findOneBy({ id: document.fileId });
  }
}

@Resolver(() => DocumentRequestType)
export class DocumentRequestFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true })
  firm(@Parent() access: DocumentAccess, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(access.firmId);
  }
}
