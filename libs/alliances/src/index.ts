export { Agreement, AgreementSignature, type AgreementKind } from './agreement.entity.js';
export { AgreementsService } from './agreements.service.js';
export { AlliancePacks } from './alliance-packs.js';
export { AllianceReading } from './alliance-reading.service.js';
export {
  Alliance,
  PartnerFirm,
  type AllianceKind,
  type Liability,
  type PartnerState,
  type Terms,
} from './alliance.entity.js';
export { AllianceType } from './alliance.graphql.js';
export { type AllianceStanding, standingOf, standingSql } from './alliance.policy.js';
export {
  AgreementNotSigned,
  AllianceDissolved,
  AlreadyCommitted,
  ConsentMissing,
  GroupAsked,
  NamedFirm,
  NoLead,
  OnBuyersSide,
  SharesDoNotTotal,
} from './alliance.refusals.js';
export { AlliancesModule } from './alliances.module.js';
export { AlliancesService } from './alliances.service.js';
export { type BuyersSide, BuyersSides } from './buyers-sides.js';
export { Consent } from './consent.entity.js';
export { ConsentsService } from './consents.service.js';
export { LineUp, LineUpPosition } from './line-up.entity.js';
export { PartnersService } from './partners.service.js';
export { type Place } from './plan.js';
export { AllianceReadiness, type ConsentedPlace, type ReadyLineUp } from './readiness.service.js';
