import { Module } from '@nestjs/common';
import { BidsModule } from '#libs/bids';
import { FirmsModule } from '#libs/firms';
import { TendersModule } from '#libs/tenders';
import { FeedsController } from './feeds.controller.js';
import { ImportBatch } from './import-batch.js';
import { ImportOrders } from './import-orders.service.js';
import { ImportResolver } from './import.resolver.js';
import { Imports } from './imports.service.js';
import { ImportedReleaseResolver, TenderNoticeResolver } from './notice.resolver.js';
import { OcdsController } from './ocds.controller.js';
import { PublishedBids } from './published-bids.js';
import { PublishedProcesses } from './published-processes.js';
import { Releases } from './releases.service.js';

const doors = [Imports, PublishedProcesses, Releases];

/** Open standards in and out: OCDS, Atom, iCalendar. */
@Module({
  imports: [FirmsModule, TendersModule, BidsModule],
  controllers: [OcdsController, FeedsController],
  providers: [
    ...doors,
    ImportBatch,
    ImportOrders,
    ImportResolver,
    TenderNoticeResolver,
    ImportedReleaseResolver,
    PublishedBids,
  ],
  exports: doors,
})
export class ExchangeModule {}
