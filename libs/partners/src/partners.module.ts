import { Module } from '@nestjs/common';
import { CoverageModule } from '#libs/coverage';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { TendersModule } from '#libs/tenders';
import { Acquaintances } from './acquaintances.js';
import { BoardReading } from './board-reading.service.js';
import { BoardAnswerFieldsResolver, BoardResolver } from './board.resolver.js';
import { BoardService } from './board.service.js';
import { AcquaintanceFieldsResolver, FirmsIKnowResolver } from './firms-i-know.resolver.js';
import { FirmsIKnow } from './firms-i-know.service.js';
import { OutsideAnswers } from './outside-answers.service.js';
import { OutsideInvitations } from './outside-invitations.service.js';
import { OutsideReading } from './outside-reading.service.js';
import {
  InvitationByLinkFieldsResolver,
  OutsideInvitationFieldsResolver,
  OutsideResolver,
} from './outside.resolver.js';
import { PartnersJobs } from './partners.jobs.js';
import { PartnersNews } from './partners-news.js';
import { PartnersPersonalData } from './partners.personal-data.js';

const doors = [BoardService, BoardReading, OutsideInvitations, OutsideAnswers, Acquaintances, FirmsIKnow];

const resolvers = [
  BoardResolver,
  BoardAnswerFieldsResolver,
  OutsideResolver,
  OutsideInvitationFieldsResolver,
  InvitationByLinkFieldsResolver,
  FirmsIKnowResolver,
  AcquaintanceFieldsResolver,
];

/** Firms find partners: the board, invitations of firms that are not here, firms one knows. */
@Module({
  imports: [InboxModule, FirmsModule, TendersModule, CoverageModule],
  providers: [...doors, ...resolvers, OutsideReading, PartnersNews, PartnersJobs, PartnersPersonalData],
  exports: doors,
})
export class PartnersModule {}
