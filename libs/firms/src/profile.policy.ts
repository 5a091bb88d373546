import type { Actor } from '#libs/platform';
import type { Firm } from './firm.entity.js';

export const visibilities = ['PUBLIC', 'FINDABLE', 'PRIVATE'] as const;
export type Visibility = (typeof visibilities)[number];

export const evidenceStates = ['DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

/** How much somebody sees of one entry of a profile: all of it, that it is there, or nothing. */
export type Sight = 'ALL' | 'OUTLINE' | 'NOTHING';

/** An entry of a profile as the policy needs it; `state` only where it is a paper. */
export interface ProfileEntry {
  visibility: Visibility;
  state?: EvidenceState;
}

/**
 * Delegates see everything of their firm, and operators every paper that was handed to them. Others see nothing of a hidden firm, of
 * papers that were not handed in or were rejected, and of PRIVATE entries; of FINDABLE ones that they are there; PUBLIC ones whole.
 */
export function sightOf(actor: Actor, firm: Pick<Firm, 'id' | 'hiddenAt'>, entry: ProfileEntry): Sight {
  if (actor.actsFor([firm.id])) return 'ALL';
  if (actor.operator && entry.state !== undefined && entry.state !== 'DRAFT') return 'ALL';
  if (firm.hiddenAt !== null || entry.visibility === 'PRIVATE') return 'NOTHING';
  if (entry.state === 'DRAFT' || entry.state === 'REJECTED') return 'NOTHING';

  return entry.visibility === 'PUBLIC' ? 'ALL' : 'OUTLINE';
}

/**
 * The same rule over rows, as a text expression. The values are `actor.firmIds` and `actor.operator`.
 *
 * @param entry alias of "capability", "fact" or "evidence"
 * @param isPaper whether it is "evidence"
 */
export function sightSql(
  firm: string,
  entry: string,
  isPaper: boolean,
  firmIds: `$${number}`,
  operator: `$${number}`,
): string {
  const paper = isPaper
    ? {
        operator: `WHEN ${operator}::boolean AND ${entry}."state" <> 'DRAFT' THEN 'ALL'`,
        others: `WHEN ${entry}."state" IN ('DRAFT', 'REJECTED') THEN 'NOTHING'`,
      }
    : { operator: '', others: '' };

  return `CASE WHEN ${firm}."id" = ANY (${firmIds}::uuid[]) THEN 'ALL' ${paper.operator}
    WHEN ${firm}."hiddenAt" IS NOT NULL OR ${entry}."visibility" = 'PRIVATE' THEN 'NOTHING' ${paper.others}
    WHEN ${entry}."visibility" = 'PUBLIC' THEN 'ALL' ELSE 'OUTLINE' END`;
}

/** The entries as the actor may see them, in their order. */
export function seenBy<Entry extends ProfileEntry & { outline(): Entry }>(
  actor: Actor,
  firm: Pick<Firm, 'id' | 'hiddenAt'>,
  entries: readonly Entry[],
): Entry[] {
  return entries.flatMap((entry) => {
    const sight = sightOf(actor, firm, entry);
    if (sight === 'NOTHING') return [];

    return sight === 'ALL' ? entry : entry.outline();
  });
}
