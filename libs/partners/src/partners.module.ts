import { Module } from '@nestjs/common';
import { CoverageModule } from '#libs/coverage';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { TendersModule } from '#libs/tenders';
import { BoardReading } from './board-reading.service.js';
import { BoardAnswerFieldsResolver, BoardResolver } from './board.resolver.js';
import { BoardService } from './board.service.js';
import { PartnersNews } from './partners-news.js';
import { PartnersPersonalData } from './partners.personal-data.js';

const doors = [BoardService, BoardReading];

const resolvers = [BoardResolver, BoardAnswerFieldsResolver];

/** Firms find partners: the board, invitations of firms that are not here, firms one knows. */
@Module({
  imports: [InboxModule, FirmsModule, TendersModule, CoverageModule],
  providers: [...doors, ...resolvers, PartnersNews, PartnersPersonalData],
  exports: doors,
})
export class PartnersModule {}
