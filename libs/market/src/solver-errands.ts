import type { AllianceProblem, Answer, Closest, Conflict } from '#libs/finder';
import type { Counted } from './count-alliances.js';

/** What two firms cost beyond themselves when both are in: the same for all strangers, less for those who worked together. */
export interface PairWorth {
  readonly strangers: number;
  readonly known: readonly (readonly [one: number, other: number, cost: number])[];
}

/** One search, as it is handed to a thread. */
export interface Errand {
  readonly task: 'FIND' | 'CLOSEST' | 'CONFLICT' | 'COUNT';
  readonly problem: Omit<AllianceProblem, 'pairCost'>;
  readonly pairs: PairWorth | null;
  readonly milliseconds: number;
  /** `FIND` alone: how many, and how many free members each loses of every better one. */
  readonly different?: number;
  readonly loses?: number;
  /** `COUNT` alone: how long each size may take, and where counting stops. */
  readonly eachMs?: number;
  readonly mostCounted?: number;
}

export interface Answers {
  FIND: Answer;
  CLOSEST: Closest;
  CONFLICT: Conflict;
  COUNT: Counted[];
}
