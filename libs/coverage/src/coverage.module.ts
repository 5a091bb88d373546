import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { TendersModule } from '#libs/tenders';
import { CoverageResolver } from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';
import { CoverageWords } from './coverage-words.js';
import { JointWorks } from './joint-work.js';

/** Does this line-up meet these requirements? */
@Module({
  imports: [FirmsModule, TendersModule],
  providers: [CoverageService, CoverageWords, CoverageResolver, JointWorks],
  exports: [CoverageService, CoverageWords, JointWorks],
})
export class CoverageModule {}
