import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { TendersModule } from '#libs/tenders';
import { CoverageResolver } from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';
import { CoverageWatch } from './coverage-watch.jobs.js';
import { CoverageWords } from './coverage-words.js';
import { JointWorks } from './joint-work.js';
import { CoverageOverrides } from './overrides.service.js';
import { ImaginedLineUps } from './imagined-line-ups.js';
import { PackChecksResolver, PackDifferenceFieldsResolver } from './pack-checks.resolver.js';
import { PackChecks } from './pack-checks.service.js';
import { PackRechecks } from './pack-rechecks.js';
import { PackVerdictWords } from './pack-verdict-words.js';
import { RulePacksResolver, TenderPackResolver } from './rule-packs.resolver.js';
import { RulePacks } from './rule-packs.service.js';

/** Does this line-up meet these requirements? */
@Module({
  imports: [FirmsModule, InboxModule, TendersModule],
  providers: [
    CoverageService,
    CoverageWords,
    CoverageResolver,
    CoverageOverrides,
    CoverageWatch,
    JointWorks,
    RulePacks,
    RulePacksResolver,
    TenderPackResolver,
    PackChecks,
    PackChecksResolver,
    PackDifferenceFieldsResolver,
    PackRechecks,
    PackVerdictWords,
    ImaginedLineUps,
  ],
  exports: [
    CoverageService,
    CoverageWords,
    JointWorks,
    CoverageOverrides,
    CoverageWatch,
    RulePacks,
    PackChecks,
    PackRechecks,
    PackVerdictWords,
  ],
})
export class CoverageModule {}
