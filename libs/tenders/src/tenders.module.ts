import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { Addenda } from './addenda.service.js';
import { ClosingWatch } from './closing-watch.jobs.js';
import { Closings } from './closings.service.js';
import { ExternalTenders } from './external-tenders.service.js';
import { Invitations } from './invitations.service.js';
import { LotFieldsResolver, RequirementFieldsResolver } from './lot-fields.resolver.js';
import { TenderLots } from './lots.service.js';
import { Notices } from './notices.js';
import { Pulse } from './pulse.jobs.js';
import { Questions } from './questions.service.js';
import { ReadingsResolver } from './readings.resolver.js';
import { Readings } from './readings.service.js';
import { AmendHooks, Concerned, ProcedurePacks, PublishHooks } from './registries.js';
import { DocumentAccesses } from './document-access.service.js';
import {
  DocumentRequestFieldsResolver,
  TenderDocumentFieldsResolver,
  TenderDocumentsResolver,
} from './tender-documents.resolver.js';
import { TenderDocuments } from './tender-documents.service.js';
import { QuestionFieldsResolver, TalkResolver } from './talk.resolver.js';
import { TenderFieldsResolver } from './tender-fields.resolver.js';
import { TenderNews } from './tender-news.js';
import { TenderSearchResolver } from './tender-search.resolver.js';
import { TenderSearch } from './tender-search.service.js';
import { TenderReading } from './tender-reading.service.js';
import { TendersResolver } from './tenders.resolver.js';
import { TendersService } from './tenders.service.js';
import { LotTradeResolver, MeasureTradesResolver, TenderTradeResolver } from './trades.resolver.js';

const doors = [
  TendersService,
  TenderReading,
  TenderLots,
  Notices,
  Closings,
  PublishHooks,
  AmendHooks,
  ProcedurePacks,
  Concerned,
  ExternalTenders,
];

/** Firms publish tenders; questions, addenda. */
@Module({
  imports: [InboxModule, FirmsModule],
  providers: [
    ...doors,
    TenderNews,
    Addenda,
    Questions,
    Invitations,
    ClosingWatch,
    Pulse,
    TalkResolver,
    Readings,
    ReadingsResolver,
    TenderSearch,
    TenderSearchResolver,
    TenderDocuments,
    DocumentAccesses,
    TenderDocumentsResolver,
    TenderDocumentFieldsResolver,
    DocumentRequestFieldsResolver,
    QuestionFieldsResolver,
    TendersResolver,
    TenderFieldsResolver,
    LotFieldsResolver,
    TenderTradeResolver,
    LotTradeResolver,
    MeasureTradesResolver,
    RequirementFieldsResolver,
  ],
  exports: doors,
})
export class TendersModule {}
