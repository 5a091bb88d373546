export * from './facts.js';
export * from './judging.js';
export * from './known-packs.js';
export {
  PackKind,
  RuleSeverity,
  isReviewed,
  packLanguages,
  type CitedRule,
  type PackLanguage,
  type PackName,
  type PackRule,
  type PackSource,
  type PackTexts,
  type ReadPack,
  type RulePack,
} from './pack.js';
export * from './pack-reading.js';
export { type RuleKind, ruleKinds } from './rule-kinds.js';
export { ruleText } from './rule-text.js';
export { type PackReader, verdictText } from './sentence.js';
export * from './tender-rules.js';
export { type Judgement, type Missing, type NoticePlace, PackOutcome } from './verdict.js';
