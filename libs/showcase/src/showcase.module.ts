import { Module } from '@nestjs/common';
import { BidsModule } from '#libs/bids';
import { CoverageModule } from '#libs/coverage';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { PeopleModule } from '#libs/people';
import { TendersModule } from '#libs/tenders';
import { FirmProjectsResolver } from './firm-projects.resolver.js';
import { ProjectConsentsService } from './project-consents.service.js';
import { ProjectFieldsResolver } from './project-fields.resolver.js';
import {
  EvidenceReferenceResolver,
  ProjectPartnerFieldsResolver,
  ProjectPersonFieldsResolver,
  ProjectPictureFieldsResolver,
  ProjectReferenceFieldsResolver,
} from './project-part-fields.resolver.js';
import { ProjectPartsService } from './project-parts.service.js';
import { ProjectReading } from './project-reading.service.js';
import { ProjectRecords } from './project-records.js';
import { ProjectSearch } from './project-search.service.js';
import { ProjectsService } from './projects.service.js';
import { ShowcaseJobs } from './showcase.jobs.js';
import { ShowcaseNews } from './showcase-news.js';
import { ShowcasePersonalData } from './showcase.personal-data.js';
import { ShowcaseResolver } from './showcase.resolver.js';

const doors = [ProjectsService, ProjectPartsService, ProjectConsentsService, ProjectReading];

const resolvers = [
  ShowcaseResolver,
  ProjectFieldsResolver,
  ProjectPartnerFieldsResolver,
  ProjectPersonFieldsResolver,
  ProjectPictureFieldsResolver,
  ProjectReferenceFieldsResolver,
  EvidenceReferenceResolver,
  FirmProjectsResolver,
];

/** Joint projects, public when everybody said yes. */
@Module({
  imports: [PeopleModule, InboxModule, FirmsModule, TendersModule, CoverageModule, BidsModule],
  providers: [...doors, ...resolvers, ProjectSearch, ProjectRecords, ShowcaseNews, ShowcaseJobs, ShowcasePersonalData],
  exports: doors,
})
export class ShowcaseModule {}
