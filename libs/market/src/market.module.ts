import { Module } from '@nestjs/common';
import { CoverageModule } from '#libs/coverage';
import { FirmsModule } from '#libs/firms';
import { TendersModule } from '#libs/tenders';
import { AllianceFinder } from './alliance-finder.service.js';
import { FinderResolver } from './finder.resolver.js';
import { FinderWords } from './finder-words.js';
import { FirmEntries } from './firm-entries.service.js';
import { GapClosing } from './gap-closing.service.js';
import { GapWords } from './gap-words.js';
import { IndexCheck } from './index-check.jobs.js';
import { IndexFeed } from './index-feed.service.js';
import { MarketPreviewResolver } from './market-preview.resolver.js';
import { MarketPreviews } from './market-preview.service.js';
import { LotsFinder } from './lots-finder.service.js';
import { Lookings } from './looking.service.js';
import { ObstacleFinder } from './obstacles.service.js';
import { QuestionTurns } from './question-turns.js';
import { SolverPool } from './solver-pool.js';

/** Who could answer this tender, alone or together? */
@Module({
  imports: [FirmsModule, TendersModule, CoverageModule],
  providers: [
    FirmEntries,
    IndexFeed,
    IndexCheck,
    SolverPool,
    QuestionTurns,
    Lookings,
    ObstacleFinder,
    AllianceFinder,
    LotsFinder,
    FinderWords,
    GapClosing,
    GapWords,
    FinderResolver,
    MarketPreviews,
    MarketPreviewResolver,
  ],
  exports: [IndexFeed, IndexCheck],
})
export class MarketModule {}
