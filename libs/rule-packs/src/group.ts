import type { FirmFacts, LineUpFacts } from './facts.js';
import { type Judgement, type Missing, type PackFact, breach, pass, unknown } from './verdict.js';

/** A member bids: it leads or is a partner. */
export function isMember({ roles }: Pick<FirmFacts, 'roles'>): boolean {
  return roles.includes('LEAD') || roles.includes('PARTNER');
}

export function membersOf({ firms }: Pick<LineUpFacts, 'firms'>): FirmFacts[] {
  return firms.filter(isMember);
}

/** Lends itself without bidding. */
export function helpersOf({ firms }: Pick<LineUpFacts, 'firms'>): FirmFacts[] {
  return firms.filter((firm) => !isMember(firm) && firm.roles.includes('RELIED_UPON'));
}

export function leadsOf({ firms }: Pick<LineUpFacts, 'firms'>): FirmFacts[] {
  return firms.filter(({ roles }) => roles.includes('LEAD'));
}

/** One lead with helpers and subcontractors at most is no group: rules for groups say nothing of it. */
export function isGroup(facts: Pick<LineUpFacts, 'firms'>): boolean {
  const members = membersOf(facts);

  return members.length > 1 || members.some(({ roles }) => !roles.includes('LEAD'));
}

export function idsOf(firms: readonly FirmFacts[]): string[] {
  return firms.map(({ firmId }) => firmId);
}

/** Every firm must; one that does not is a breach whatever is not known of others. `null`: not known. */
export function each(
  firms: readonly FirmFacts[],
  does: (firm: FirmFacts) => boolean | null,
  missing: Missing,
  facts: Readonly<Record<string, PackFact>> = {},
): Judgement {
  const not = firms.filter((firm) => does(firm) === false);
  if (not.length > 0) return breach(idsOf(not), facts);
  const open = firms.filter((firm) => does(firm) === null);

  return open.length > 0 ? unknown(missing, idsOf(open), facts) : pass(facts);
}

/** Judges by the one lead; with none or several there is nothing to judge yet. */
export function byLead(facts: LineUpFacts, judge: (lead: FirmFacts, others: FirmFacts[]) => Judgement): Judgement {
  const leads = leadsOf(facts);
  const [lead] = leads;
  if (!lead || leads.length > 1) return unknown('lead', idsOf(leads));

  return judge(
    lead,
    membersOf(facts).filter(({ firmId }) => firmId !== lead.firmId),
  );
}
