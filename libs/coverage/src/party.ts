import { firms, type ExplanationFact } from './explanation.js';
import type { Knowledge } from './knowledge.js';
import { isHelper, isLead, isMember, type LineUpEntry } from './line-up.js';
import { allOf, type Standing } from './verdict.js';

/** A firm of the line-up with what is known of it. */
export interface Party {
  readonly firmId: string;
  readonly entry: LineUpEntry;
  readonly knowledge: Knowledge;
  /** The firm as it is named in sentences. */
  readonly named: ExplanationFact;
  /** How a helper firm stands to the exclusion rules; `null` for everyone else, whom those rules judge directly. */
  readonly exclusion: Standing | null;
}

/** A helper firm lends only what its standing to the exclusion rules lets it lend. */
export function partyOf(entry: LineUpEntry, knowledge: Knowledge, exclusions: readonly Standing[]): Party {
  const weighed = isHelper(entry) && exclusions.length > 0;

  return {
    firmId: entry.firmId,
    entry,
    knowledge,
    named: firms([entry.firmId]),
    exclusion: weighed ? allOf(exclusions) : null,
  };
}

export function membersOf(parties: readonly Party[]): readonly Party[] {
  return parties.filter((party) => isMember(party.entry));
}

export function leadsOf(parties: readonly Party[]): readonly Party[] {
  return parties.filter((party) => isLead(party.entry));
}
