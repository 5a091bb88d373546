import { z } from 'zod';
import type { LineUpFacts, NoticeFacts } from './facts.js';
import type { Judgement } from './verdict.js';

/** A rule about who stands together and how. */
export interface LineUpRuleKind<Parameters = unknown> {
  readonly about: 'LINE_UP';
  /** Whether it says nothing of a firm that bids alone, with helper firms or without. */
  readonly groupsOnly: boolean;
  readonly parameters: z.ZodType<Parameters>;
  readonly judge: (parameters: Parameters, facts: LineUpFacts) => Judgement;
}

/** A rule about what a buyer may ask: one judgement for each place that breaks it or leaves it open, none where all is well. */
export interface NoticeRuleKind<Parameters = unknown> {
  readonly about: 'NOTICE';
  readonly parameters: z.ZodType<Parameters>;
  readonly judge: (parameters: Parameters, facts: NoticeFacts) => Judgement[];
}

export type RuleKindOf = LineUpRuleKind | NoticeRuleKind;

/** The parameters are checked when a pack is read; a judge is only ever handed its own. */
export function lineUpRule<Parameters>(
  groupsOnly: boolean,
  parameters: z.ZodType<Parameters>,
  judge: (parameters: Parameters, facts: LineUpFacts) => Judgement,
): LineUpRuleKind {
  return { about: 'LINE_UP', groupsOnly, parameters, judge: (given, facts) => judge(given as Parameters, facts) };
}

export function noticeRule<Parameters>(
  parameters: z.ZodType<Parameters>,
  judge: (parameters: Parameters, facts: NoticeFacts) => Judgement[],
): NoticeRuleKind {
  return { about: 'NOTICE', parameters, judge: (given, facts) => judge(given as Parameters, facts) };
}

export const none = z.strictObject({});
export const basisPoints = z.number().int().min(1).max(10_000);
export const count = z.number().int().min(1).max(100);
