import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { PoliciesResolver } from './policies.resolver.js';
import { PoliciesService } from './policies.service.js';
import { VerificationsResolver } from './verifications.resolver.js';
import { VerificationsService } from './verifications.service.js';

/** What holds for everybody, and who checks it. */
@Module({
  imports: [FirmsModule],
  providers: [PoliciesService, PoliciesResolver, VerificationsService, VerificationsResolver],
  exports: [PoliciesService, VerificationsService],
})
export class GovernanceModule {}
