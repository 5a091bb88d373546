import { Module } from '@nestjs/common';
import { FirmsResolver } from './firms.resolver.js';
import { FirmsService } from './firms.service.js';
import { HousePolicy } from './house-policy.js';
import { LegalIds } from './legal-ids.service.js';

const doors = [FirmsService, HousePolicy];

/** Firms, their delegates, their capability profiles. */
@Module({
  providers: [...doors, LegalIds, FirmsResolver],
  exports: doors,
})
export class FirmsModule {}
