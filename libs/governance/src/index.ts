export { FirmVerification } from './firm-verification.entity.js';
export { GovernanceModule } from './governance.module.js';
export { PoliciesService } from './policies.service.js';
export { Policy, PolicyAcceptance } from './policy.entity.js';
export { VerificationsService } from './verifications.service.js';
