import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { TendersModule } from '#libs/tenders';
import { CoverageResolver } from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';
import { CoverageWords } from './coverage-words.js';
import { JointWorks } from './joint-work.js';
import { CoverageOverrides } from './overrides.service.js';

/** Does this line-up meet these requirements? */
@Module({
  imports: [FirmsModule, TendersModule],
  providers: [CoverageService, CoverageWords, CoverageResolver, JointWorks, CoverageOverrides],
  exports: [CoverageService, CoverageWords, JointWorks, CoverageOverrides],
})
export class CoverageModule {}
