import type { Acquainted, AcrossLots, AllianceProblem, Answer, Closest, Conflict, LotsAnswer } from '#libs/finder';
import type { Counted } from './count-alliances.js';

/** One search, as it is handed to a thread. */
export interface Errand {
  readonly task: 'FIND' | 'CLOSEST' | 'CONFLICT' | 'COUNT';
  readonly problem: Omit<AllianceProblem, 'pairCost'>;
  readonly pairs: Acquainted | null;
  readonly milliseconds: number;
  /** `FIND` alone: how many, and how many free members each loses of every better one. */
  readonly different?: number;
  readonly loses?: number;
  /** `COUNT` alone: how long each size may take, and where counting stops. */
  readonly eachMs?: number;
  readonly mostCounted?: number;
}

/** Several lots at once; all number the same firms. */
export interface LotsErrand {
  readonly task: 'ACROSS';
  readonly lots: readonly Omit<AllianceProblem, 'pairCost'>[];
  readonly pairs: Acquainted | null;
  readonly milliseconds: number;
  readonly limits: Omit<AcrossLots, 'secondsLeft'>;
}

export interface Answers {
  ACROSS: LotsAnswer;
  FIND: Answer;
  /** Null where the problem is too large to be searched for gaps. */
  CLOSEST: Closest | null;
  /** Null also where time was up before anything was known. */
  CONFLICT: Conflict | null;
  COUNT: Counted[];
}
