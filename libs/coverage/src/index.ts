export * from './claims.js';
export * from './line-up.js';
export {
  isGap,
  Outcome,
  Strength,
  type FirmVerdict,
  type PartVerdict,
  type Standing,
  type Verdict,
} from './verdict.js';
export { coverageOf, type Coverage, type CoverageSummary } from './coverage.js';
export { tryCoverage } from './try-coverage.js';
export { cpvCovers, cpvRelation, type CpvRelation } from './cpv.js';
export { DoubtCode, type Doubt } from './doubt.js';
export type { AmountFact, Explanation, ExplanationFact } from './explanation.js';
export { sameSpelling } from './question.js';
export { sentenceFor, type Reader } from './sentence.js';
export { CoverageType } from './coverage.graphql.js';
export { LineUpInput, lineUpFrom } from './line-up.graphql.js';
export { CoverageSeen } from './coverage-seen.entity.js';
export { CoverageWatch, type WatchSource, type WatchedLineUp, openLotSql } from './coverage-watch.jobs.js';
export { CoverageWords } from './coverage-words.js';
export { CoverageOverride } from './override.entity.js';
export { CoverageOverrideType, OverrideCoverageInput, OverrideCoverageResult } from './override.graphql.js';
export { CoverageOverrides, type CoverageSubject, type Overruling } from './overrides.service.js';
export { CoverageModule } from './coverage.module.js';
export { CoverageService, type JudgedCoverage } from './coverage.service.js';
export { JointWork, JointWorks } from './joint-work.js';
export { PackDifference } from './pack-difference.entity.js';
export { type LineUpAsked, PackChecks, type PackVersions } from './pack-checks.service.js';
export { type LineUpToRecheck, PackRechecks } from './pack-rechecks.js';
export { LineUpCheckType } from './pack-checks.graphql.js';
export { packShown } from './pack-shapes.js';
export { type LineUpWarnings, PackVerdictWords } from './pack-verdict-words.js';
export { PackVerdictType, RulePackType } from './rule-packs.graphql.js';
export { RulePackRow } from './rule-pack.entity.js';
export { RulePacks } from './rule-packs.service.js';
export { divisionOf } from './division.js';
export { workTakenBy } from './work-taken.js';
export { noticeFlags } from './notice-facts.js';
export { tenderRuleCited } from './tender-verdicts.js';
