import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { GovernanceNotices } from './governance.notices.js';
import { PoliciesResolver } from './policies.resolver.js';
import { PoliciesService } from './policies.service.js';
import { VerificationsResolver } from './verifications.resolver.js';
import { VerificationsService } from './verifications.service.js';

/** What holds for everybody, and who checks it. */
@Module({
  imports: [InboxModule, FirmsModule],
  providers: [PoliciesService, PoliciesResolver, VerificationsService, VerificationsResolver, GovernanceNotices],
  exports: [PoliciesService, VerificationsService],
})
export class GovernanceModule {}
