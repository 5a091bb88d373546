import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { FirmsModule } from '#libs/firms';
import { TendersModule } from '#libs/tenders';
import { CoverageResolver } from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';
import { CoverageWatch } from './coverage-watch.jobs.js';
import { CoverageWords } from './coverage-words.js';
import { JointWorks } from './joint-work.js';
import { CoverageOverrides } from './overrides.service.js';

/** Does this line-up meet these requirements? */
@Module({
  imports: [FirmsModule, InboxModule, TendersModule],
  providers: [CoverageService, CoverageWords, CoverageResolver, JointWorks, CoverageOverrides, CoverageWatch],
  exports: [CoverageService, CoverageWords, JointWorks, CoverageOverrides, CoverageWatch],
})
export class CoverageModule {}
