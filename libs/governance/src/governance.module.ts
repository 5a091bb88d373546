import { Module } from '@nestjs/common';
import { FirmsModule } from '#libs/firms';
import { PoliciesResolver } from './policies.resolver.js';
import { PoliciesService } from './policies.service.js';

/** What holds for everybody, and who checks it. */
@Module({
  imports: [FirmsModule],
  providers: [PoliciesService, PoliciesResolver],
  exports: [PoliciesService],
})
export class GovernanceModule {}
