import { firms, sentence, type Explanation } from './explanation.js';
import { firmVerdictOf } from './firm-verdict.js';
import { thoseWith, weigh, type Case, type Judge, type Weighed } from './judging.js';
import { anyOf, isGap, type FirmVerdict, type Standing } from './verdict.js';

/**
 * Experience, licences, education and qualifications count only where their holder does the work they are asked for (source: Directive
 * 2014/24/EU art. 63(1)): a member, or a helper firm named for it, that performs a work package tagged with the requirement. A firm
 * alone in its line-up performs all. What nobody is named for yet could go to whoever has it: a question, never a lack, unless nobody
 * has it.
 */
export const judgePerformer: Judge = (facing) => {
  const candidates = weigh([...facing.members, ...facing.helpers], facing.question);
  const { performers, isOpen, isTagged } = workOf(facing);
  const doing = candidates.filter(({ party }) => performers.has(party.firmId));
  const done = anyOf(doing);
  const couldBe = anyOf(candidates);
  const open: Standing = { outcome: isOpen && couldBe.outcome !== 'UNMET' ? 'UNKNOWN' : 'UNMET', strength: null };
  const standing = anyOf([done, open]);
  const isAsking = done.outcome === 'UNMET' && standing.outcome === 'UNKNOWN';
  const told: Told = { candidates, doing, isAsking, isTagged };

  return {
    ...standing,
    explanation: explain(standing, told),
    weighed: candidates.map((one) => cellOf(one, facing, isTagged && !isOpen ? performers : null)),
    carriedBy: thoseWith(standing.outcome, doing),
    heldBackBy: heldBackBy(standing, told),
  };
};

interface Work {
  /** Firms that perform a package tagged with the requirement. */
  readonly performers: ReadonlySet<string>;
  /** Nobody is named for (some of) the work it is asked for. */
  readonly isOpen: boolean;
  readonly isTagged: boolean;
}

function workOf({ lineUp, requirement, parties }: Case): Work {
  const present = new Set(parties.map(({ firmId }) => firmId));
  const tagged = (lineUp.workPackages ?? []).filter(({ provesFor }) => provesFor.includes(requirement.id));
  if (tagged.length === 0 && present.size === 1) return { performers: present, isOpen: false, isTagged: true };
  const named = tagged.flatMap(({ performerFirmId }) => performerFirmId ?? []).filter((id) => present.has(id));

  return {
    performers: new Set(named),
    isOpen: tagged.length === 0 || named.length < tagged.length,
    isTagged: tagged.length > 0,
  };
}

interface Told {
  readonly candidates: readonly Weighed[];
  readonly doing: readonly Weighed[];
  readonly isAsking: boolean;
  readonly isTagged: boolean;
}

function explain(standing: Standing, { candidates, doing, isAsking, isTagged }: Told): Explanation {
  if (candidates.length === 0) return sentence('group.noMembers');
  const named = (some: readonly Weighed[]) => ({ firms: firms(some.map(({ party }) => party.firmId)) });
  const holders = candidates.filter(({ outcome }) => !isGap(outcome));
  if (isAsking) {
    if (holders.length > 0) return sentence('group.PERFORMER.SAY_WHO', named(holders));

    return sentence(
      'group.PERFORMER.SAY_WHO_UNKNOWN',
      named(candidates.filter(({ outcome }) => outcome === 'UNKNOWN')),
    );
  }
  if (standing.outcome === 'UNMET' && holders.length > 0) return sentence('group.PERFORMER.IDLE', named(holders));
  if (standing.outcome === 'UNMET' && isTagged && doing.length === 0) return sentence('group.PERFORMER.NOT_COUNTING');
  if (standing.outcome === 'UNMET') return sentence('group.PERFORMER.UNMET');

  return sentence(
    `group.PERFORMER.${standing.outcome}`,
    named(doing.filter(({ outcome }) => outcome === standing.outcome)),
  );
}

/** Whoever does the work and lacks it; while nobody is named, or only who does not count, everybody who might do it. */
function heldBackBy({ outcome }: Standing, { candidates, doing, isAsking }: Told): string[] {
  if (outcome === 'MET') return [];

  return isAsking || doing.length === 0
    ? candidates.map(({ party }) => party.firmId)
    : doing.filter((one) => one.outcome === outcome).map(({ party }) => party.firmId);
}

/** @param performers who does the work; `null` while somebody else may still be named */
function cellOf({ party, finding }: Weighed, { question }: Case, performers: ReadonlySet<string> | null): FirmVerdict {
  if (performers === null || performers.has(party.firmId)) return firmVerdictOf(party, question, finding);
  const has = isGap(finding.outcome) ? 'LACKS_IT_TOO' : 'HAS_IT';

  return firmVerdictOf(party, question, finding, sentence(`firm.notPerforming.${has}`, { firm: party.named }));
}
