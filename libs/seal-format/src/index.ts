export { NotCanonical, canonicalBytes, canonicalJson } from './canonical-json.js';
export { type Digest, SecurePageNeeded, digestOf, genesis } from './digest.js';
export type { Problem } from './shape.js';
export {
  type BidAddress,
  type Envelope,
  type Manifest,
  type ManifestPart,
  type PartKind,
  type ReadManifest,
  envelopes,
  manifestFormat,
  manifestSchema,
  partKinds,
  readManifest,
} from './manifest.js';
export { type PackedBid, type PartContent, type UnpackedPart, packBid, packPart, unpackPart } from './part.js';
export {
  type PriceLine,
  type PriceSchedule,
  type RecomputedTotal,
  priceScheduleFormat,
  readPriceSchedule,
  recomputeTotal,
  vatStatuses,
} from './price-schedule.js';
export { type Answer, type Answers, answersFormat, readAnswers } from './answers.js';
export {
  type UnwrappedIdentity,
  newAuthorIdentity,
  recipientOf,
  shortestPassphrase,
  unwrapIdentity,
  wrapIdentity,
} from './author-identity.js';
export type { Compartment } from './container.js';
export {
  CannotSeal,
  type ExpectedSeal,
  type OpenProblem,
  type OpenedEnvelope,
  type ToSeal,
  inspectSealed,
  openEnvelope,
  sealEnvelope,
} from './envelope.js';
export { type SigningKey, keyIdOf, loadSigningKey, newSigningKeys } from './signing.js';
export {
  type BidAct,
  type Receipt,
  type SealedFile,
  actDigest,
  actOf,
  receiptFormat,
  signReceipt,
  verifyReceipt,
} from './receipt.js';
export {
  type HiddenLine,
  type LogKind,
  type LogLine,
  type LotLine,
  type NextLine,
  hideLine,
  linkOf,
  logKinds,
  lotLine,
  nextLine,
} from './log.js';
export { type ChainCheck, type ChainProblem, verifyChain, verifyLotLines } from './chain.js';
export { type Head, headFormat, signHead, verifyHead } from './head.js';
export {
  type Closing,
  type EnvelopeOpening,
  type OpeningFile,
  type Outcome,
  closingFormat,
  closingOf,
  closingRoot,
  openingFormat,
} from './closing.js';
export { type Finding, type OpeningEvidence, verifyOpening } from './opening.js';
export { type ChainFile, type VerifiedFile, type VerifyWith, chainFormat, verifyFile } from './verify-file.js';
export { type PublishedSchema, schemas } from './schemas.js';
