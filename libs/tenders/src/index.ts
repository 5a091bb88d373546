export { Closings, type EffectiveClosing } from './closings.service.js';
export { effectiveClosing, type ClosingFacts, type ClosingShift } from './closing.js';
export {
  PhaseEnum,
  VisibilityEnum,
  ProcedureEnum,
  EnvelopeEnum,
  RequirementKindEnum,
  RequirementModeEnum,
  ProofEnum,
  ProofMomentEnum,
  CriterionKindEnum,
} from './enums.graphql.js';
export { CriterionType, ItemType, LotType } from './lot.graphql.js';
export { MeasureType, RequirementType, ThresholdType } from './requirement.graphql.js';
export { MeasureInput, PartInput, RequirementInput, ThresholdInput } from './requirement-draft.graphql.js';
export { Criterion, Item, LotRequirement, type CriterionKind } from './lot-parts.entity.js';
export { Lot } from './lot.entity.js';
export { TenderLots, type LockedLot } from './lots.service.js';
export { cpvOf, measureOf, partsFrom, requirementOf, thresholdOf } from './measure.js';
export { Notices, type LotContent, type Notice } from './notices.js';
export { lotPhase, tenderPhase, phases, type Phase } from './phase.js';
export {
  flagsFor,
  type Audience,
  type Disclosure,
  type Envelope,
  type Flags,
  type PriceTerms,
  type Procedure,
} from './procedure.js';
export {
  AmendHooks,
  Concerned,
  ProcedurePacks,
  PublishHooks,
  type AmendHook,
  type ConcernedFirms,
  type PackKeeper,
  type PackObjection,
  type PublishHook,
} from './registries.js';
export { OnTenderInput } from './tender-verbs.graphql.js';
export { Tender, type Origin, type Visibility } from './tender.entity.js';
export { TenderType } from './tender.graphql.js';
export { canSeeTender, canSeeTenderSql } from './tender.policy.js';
export { SealingUnavailable, TenderNotOpen } from './tender.refusals.js';
export { Pulse } from './pulse.jobs.js';
export { Addendum, Question, TenderInvitation } from './tender-talk.entity.js';
export { TenderReading, phaseOf } from './tender-reading.service.js';
export { TendersModule } from './tenders.module.js';
export { TendersService } from './tenders.service.js';
export type { ExternalItem, ExternalLot, ExternalRequirement, ExternalTender } from './external-tender.js';
export { ExternalTenders } from './external-tenders.service.js';
