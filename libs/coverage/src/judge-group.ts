import { sentence, type Explanation } from './explanation.js';
import type { Case, Judge } from './judging.js';
import { isSoleTenderer, type LineUp } from './line-up.js';
import { supportOfClaim } from './papers.js';
import { sameSpelling } from './question.js';
import type { FirmVerdict, Standing } from './verdict.js';

/**
 * Stated once for the whole group (joint liability, the agreement attached), not by a member for itself. Where a document is wanted, any
 * member may bring it. One firm alone is no group: there is nothing to state.
 */
export const judgeGroup: Judge = (facing) => {
  const { members, lineUp } = facing;
  const isSole = isSoleTenderer(lineUp);
  const { standing, key } = isSole ? sole : statedBy(facing);
  const ids = members.map(({ firmId }) => firmId);
  const explanation =
    members.length === 0 ? sentence('group.noMembers') : sentence(`group.GROUP.${key}`, { what: facing.question.what });

  return {
    ...standing,
    explanation,
    weighed: members.map(({ firmId, named }) => cellOf(firmId, standing, sentence(firmKey(isSole), { firm: named }))),
    carriedBy: ids,
    heldBackBy: standing.outcome === 'MET' ? [] : ids,
  };
};

interface Stated {
  readonly standing: Standing;
  readonly key: 'SOLE' | 'MET' | 'AT_RISK' | 'UNMET' | 'UNKNOWN' | 'DOCUMENT_MISSING';
}

const sole: Stated = { standing: { outcome: 'MET', strength: 'DECLARED' }, key: 'SOLE' };

function statedBy({ lineUp, question, members }: Case): Stated {
  const stated = members.length === 0 ? undefined : statementOf(lineUp, question.name ?? '');
  if (stated === undefined) return { standing: { outcome: 'UNKNOWN', strength: null }, key: 'UNKNOWN' };
  if (!stated) return { standing: { outcome: 'UNMET', strength: null }, key: 'UNMET' };
  const papers = members.flatMap(({ knowledge }) => knowledge.papersNamed(question.name ?? ''));
  const { outcome, strength } = supportOfClaim(papers, question);
  const isStanding = outcome === 'MET' || outcome === 'AT_RISK';

  return { standing: { outcome, strength }, key: isStanding ? outcome : 'DOCUMENT_MISSING' };
}

function statementOf({ statements }: LineUp, name: string): boolean | undefined {
  return Object.entries(statements ?? {}).find(([key]) => sameSpelling(key) === name)?.[1];
}

function firmKey(isSole: boolean): string {
  return isSole ? 'firm.group.ALONE' : 'firm.group.TOGETHER';
}

function cellOf(firmId: string, standing: Standing, explanation: Explanation): FirmVerdict {
  const nothing = { value: null, shortBy: null, period: null, evidenceIds: [], endsOn: null, details: [] };

  return { firmId, counts: true, ...standing, explanation, ...nothing };
}
