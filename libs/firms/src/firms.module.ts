import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { PeopleModule } from '#libs/people';
import { DelegatesResolver } from './delegates.resolver.js';
import { DelegatesService } from './delegates.service.js';
import { FirmNotices } from './firm-notices.js';
import { FirmPeople } from './firm-people.js';
import { FirmUseResolver } from './firm-use.resolver.js';
import { FirmsPersonalData } from './firms.personal-data.js';
import { FirmsResolver } from './firms.resolver.js';
import { FirmsService } from './firms.service.js';
import { HousePolicy } from './house-policy.js';
import { InvitationsResolver } from './invitations.resolver.js';
import { InvitationsService } from './invitations.service.js';
import { JoinRequestsResolver } from './join-requests.resolver.js';
import { JoinRequestsService } from './join-requests.service.js';
import { LegalIds } from './legal-ids.service.js';
import { profileDoors, profileParts } from './profile-parts.js';
import { UseCounts } from './use-counts.js';

const doors = [FirmsService, DelegatesService, FirmPeople, HousePolicy, UseCounts, ...profileDoors];

const resolvers = [FirmsResolver, DelegatesResolver, InvitationsResolver, JoinRequestsResolver, FirmUseResolver];

/** Firms, their delegates, their capability profiles. */
@Module({
  imports: [PeopleModule, InboxModule],
  providers: [
    ...doors,
    ...resolvers,
    ...profileParts,
    LegalIds,
    FirmNotices,
    InvitationsService,
    JoinRequestsService,
    FirmsPersonalData,
  ],
  exports: doors,
})
export class FirmsModule {}
