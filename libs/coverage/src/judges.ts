import { judgeAnyOne } from './judge-any-one.js';
import { judgeCapacity } from './judge-capacity.js';
import { judgeEach } from './judge-each.js';
import { judgeGroup } from './judge-group.js';
import { judgeLead } from './judge-lead.js';
import { judgeMaxPerClass } from './judge-max-per-class.js';
import { judgePerformer } from './judge-performer.js';
import { judgeSum } from './judge-sum.js';
import { judgeUnion } from './judge-union.js';
import type { Judge } from './judging.js';
import type { RequirementMode } from '#libs/requirements';

/** Every mode and who judges it: the one place that knows them all. */
export const judges: Record<RequirementMode, Judge> = {
  EACH: judgeEach,
  ANY_ONE: judgeAnyOne,
  LEAD: judgeLead,
  SUM: judgeSum,
  MAX_PER_CLASS: judgeMaxPerClass,
  UNION: judgeUnion,
  PERFORMER: judgePerformer,
  CAPACITY: judgeCapacity,
  GROUP: judgeGroup,
};
