import { Module } from '@nestjs/common';
import { CoverageModule } from '#libs/coverage';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { PartnersModule } from '#libs/partners';
import { TendersModule } from '#libs/tenders';
import { AgreementsService } from './agreements.service.js';
import { AllianceAcquaintances } from './alliance-acquaintances.js';
import { AllianceCoverageResolver, CoverageOverrideFieldsResolver } from './alliance-coverage.resolver.js';
import { AllianceCoverage } from './alliance-coverage.service.js';
import { AllianceFieldsResolver } from './alliance-fields.resolver.js';
import { AlliancePacks } from './alliance-packs.js';
import { AllianceNews } from './alliance-news.js';
import { AllianceReading } from './alliance-reading.service.js';
import { AllianceRecords } from './alliance-records.js';
import { AlliancesPersonalData } from './alliances.personal-data.js';
import { AlliancesWatched } from './alliances-watched.js';
import { AlliancesResolver } from './alliances.resolver.js';
import { AlliancesService } from './alliances.service.js';
import { BuyersSides } from './buyers-sides.js';
import { ConsentsService } from './consents.service.js';
import { LineUpFieldsResolver, LineUpPositionFieldsResolver } from './line-up-fields.resolver.js';
import { LineUpPacksResolver } from './line-up-packs.resolver.js';
import { LineUpRules } from './line-up-rules.js';
import {
  AgreementFieldsResolver,
  AgreementSignatureFieldsResolver,
  AllianceTermsFieldsResolver,
  ConsentFieldsResolver,
  PartnerFirmFieldsResolver,
} from './part-fields.resolver.js';
import { PartnersService } from './partners.service.js';
import { WorkPackages } from './work-packages.service.js';
import { AllianceReadiness } from './readiness.service.js';

const doors = [
  AlliancesService,
  PartnersService,
  ConsentsService,
  AgreementsService,
  AllianceReading,
  AllianceReadiness,
  AlliancePacks,
  BuyersSides,
  AllianceCoverage,
];

const resolvers = [
  AlliancesResolver,
  AllianceFieldsResolver,
  LineUpFieldsResolver,
  LineUpPacksResolver,
  LineUpPositionFieldsResolver,
  PartnerFirmFieldsResolver,
  AgreementFieldsResolver,
  AgreementSignatureFieldsResolver,
  ConsentFieldsResolver,
  AllianceTermsFieldsResolver,
  AllianceCoverageResolver,
  CoverageOverrideFieldsResolver,
];

/** Firms join forces: line-ups, consents, agreement. */
@Module({
  imports: [CoverageModule, FirmsModule, InboxModule, TendersModule, PartnersModule],
  providers: [
    ...doors,
    ...resolvers,
    AllianceRecords,
    AllianceNews,
    LineUpRules,
    WorkPackages,
    AlliancesWatched,
    AlliancesPersonalData,
    AllianceAcquaintances,
  ],
  exports: doors,
})
export class AlliancesModule {}
