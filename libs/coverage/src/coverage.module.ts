import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { TendersModule } from '#libs/tenders';
import { CoverageResolver } from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';
import { CoverageWords } from './coverage-words.js';
import { JointWorks } from './joint-work.js';
import { RulePacksResolver, TenderPackResolver } from './rule-packs.resolver.js';
import { RulePacks } from './rule-packs.service.js';

/** Does this line-up meet these requirements? */
@Module({
  imports: [FirmsModule, TendersModule],
  providers: [
    CoverageService,
    CoverageWords,
    CoverageResolver,
    JointWorks,
    RulePacks,
    RulePacksResolver,
    TenderPackResolver,
  ],
  exports: [CoverageService, JointWorks, RulePacks],
})
export class CoverageModule {}
