import { z } from 'zod';
import { type RuleKind, ruleKinds } from './rule-kinds.js';

/** The languages every text of a pack is in. */
export const packLanguages = ['en', 'id'] as const;
export type PackLanguage = (typeof packLanguages)[number];

export const PackKind = { PROCEDURE: 'PROCEDURE', FORM: 'FORM' } as const;
export type PackKind = (typeof PackKind)[keyof typeof PackKind];

export const RuleSeverity = { REFUSES: 'REFUSES', WARNS: 'WARNS' } as const;
export type RuleSeverity = (typeof RuleSeverity)[keyof typeof RuleSeverity];

export const packFormat = 'kongsi-rule-pack/1';

const words = z.string().trim().min(3).max(2_000);
const texts = z.strictObject({ en: words, id: words });
const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const version = z.string().regex(/^[1-9]\d{0,5}$/);
const source = z.strictObject({
  name: words,
  article: words,
  /** An address, or a page of this repository for rules of the house. */
  link: z.string().regex(/^(https:\/\/\S+|docs\/[\w/-]+\.md)$/),
});

const rule = z.strictObject({
  id: name,
  kind: z.enum([...ruleKinds.keys()] as [RuleKind, ...RuleKind[]]),
  parameters: z.record(z.string(), z.unknown()),
  text: texts,
  source,
  doubts: z.array(texts).max(20),
  severity: z.enum(RuleSeverity),
});

/** The shape of a pack's file; what shape alone cannot tell is checked in `pack-reading.ts`. */
export const packShape = z.strictObject({
  format: z.literal(packFormat),
  id: name,
  version,
  kind: z.enum(PackKind),
  /** ISO 3166-1 alpha-2, `EU`, or `*` for anywhere. */
  jurisdiction: z.string().regex(/^([A-Z]{2}|\*)$/),
  extends: z.strictObject({ id: name, version }).nullable(),
  status: z.union([z.literal('unreviewed'), z.strictObject({ by: words, on: z.iso.date() })]),
  title: texts,
  about: texts,
  source,
  doubts: z.array(texts).max(20),
  rules: z.array(rule).max(200),
});

/** Words in each language. */
export type PackTexts = z.infer<typeof texts>;
/** Where a rule comes from: a law or a judgment by its name, the article, an address. */
export type PackSource = z.infer<typeof source>;
export type PackRule = z.infer<typeof rule>;
/** A pack as its file says it. */
export type RulePack = z.infer<typeof packShape>;

/** Names one version of one pack. */
export interface PackName {
  readonly id: string;
  readonly version: string;
}

/** A rule with the pack that says it: the pack itself, or one that it extends. */
export interface CitedRule {
  readonly rule: PackRule;
  readonly from: PackName;
  /** No lawyer has signed the pack it stands in, or the rule is only meant as advice. */
  readonly onlyWarns: boolean;
}

/** A pack with all its rules, those of the pack it extends first; an own rule of the same id stands in the place of an inherited one. */
export interface ReadPack {
  readonly pack: RulePack;
  readonly rules: readonly CitedRule[];
  /** This pack and those it extends, the nearest first. */
  readonly lineage: readonly PackName[];
}

export function isReviewed({ status }: Pick<RulePack, 'status'>): boolean {
  return status !== 'unreviewed';
}
