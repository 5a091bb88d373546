import { CapacityResolver, CommitmentFieldsResolver } from './capacity.resolver.js';
import { Capacities, Commitments } from './capacity.service.js';
import { CapabilitiesResolver } from './capabilities.resolver.js';
import { Capabilities } from './capabilities.service.js';
import { ClassificationsResolver } from './classifications.resolver.js';
import { Classifications } from './classifications.service.js';
import { EvidenceResolver } from './evidence.resolver.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceReminders } from './evidence-reminders.js';
import { EvidenceVerification } from './evidence-verification.js';
import { FactsResolver } from './facts.resolver.js';
import { Facts } from './facts.service.js';
import { FirmSearchResolver } from './firm-search.resolver.js';
import { FirmSearch } from './firm-search.service.js';
import { OfferedWorks } from './offered-work.js';
import { ProfileChanges } from './profile-changes.js';
import { ProfileClaims } from './profile-claims.service.js';
import { ProfilesResolver } from './profiles.resolver.js';
import { Profiles } from './profiles.service.js';
import { References } from './references.service.js';

/** What other libraries use of capability profiles. */
export const profileDoors = [
  Profiles,
  ProfileClaims,
  Classifications,
  FirmSearch,
  References,
  Commitments,
  OfferedWorks,
];

/** What only the profile itself is made of. */
export const profileParts = [
  Capabilities,
  Facts,
  Capacities,
  EvidenceService,
  EvidenceVerification,
  EvidenceReminders,
  ProfileChanges,
  ProfilesResolver,
  CapabilitiesResolver,
  FactsResolver,
  CapacityResolver,
  CommitmentFieldsResolver,
  EvidenceResolver,
  ClassificationsResolver,
  FirmSearchResolver,
];
