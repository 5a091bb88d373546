import { openOfBids } from './open-bids.js';
import { openOfFirms } from './open-firms.js';
import { openOfPartners } from './open-partners.js';
import { openToPeople } from './open-people.js';
import { openOfMarket } from './open-market.js';
import { openOfRefusals } from './open-refusals.js';
import { openOfShowcase } from './open-showcase.js';
import { openOfTenders } from './open-tenders.js';

/**
 * Fields that everybody may see who may see the object they belong to: read through by hand, type by type. A field that is new in the
 * schema and stands in none of the tables fails the story, with its name: then decide who may see it.
 */
export const openFields: Record<string, string> = {
  ...openToPeople,
  ...openOfFirms,
  ...openOfTenders,
  ...openOfMarket,
  ...openOfPartners,
  ...openOfBids,
  ...openOfShowcase,
  ...openOfRefusals,
};

/** Fields with a rule of their own that another story tells whole: field → story. */
export const toldElsewhere: Record<string, string> = {
  'Bid.unconfirmedAddenda': 'a-bid-is-taken-in-time-or-not-at-all',
  'Lot.requirements': 'notices-from-elsewhere-are-read-here',
  'RequirementReading.firmId': 'notices-from-elsewhere-are-read-here',
  'Delegate.proof': 'a-signatory-proves-their-power',
  'Capability.evidence': 'what-a-firm-keeps-private-stays-private',
  'Fact.evidence': 'what-a-firm-keeps-private-stays-private',
  'Firm.distanceKm': 'firms-are-found-by-trade-place-and-proof',
  'FirmVerdict.details': 'what-we-can-prove-is-seen-before-bidding',
  'FirmVerdict.period': 'what-we-can-prove-is-seen-before-bidding',
  'PartVerdict.value': 'what-we-can-prove-is-seen-before-bidding',
  'Verdict.overrides': 'a-firm-is-not-booked-over-in-silence',
  'PackVerdict.overrides': 'what-a-tender-asks-of-groups-is-judged',
  'FirmVerdict.endsOn': 'what-we-can-prove-is-seen-before-bidding',
  'FirmVerdict.evidenceIds': 'what-we-can-prove-is-seen-before-bidding',
  'FirmVerdict.shortBy': 'what-we-can-prove-is-seen-before-bidding',
  'FirmVerdict.value': 'what-we-can-prove-is-seen-before-bidding',
  'Evidence.reference': 'joint-work-is-shown-when-all-said-yes',
  'BoardEntry.answers': 'firms-offer-and-seek-on-the-board',
  'OutsideInvitation.answer': 'a-firm-that-is-not-here-answers-by-a-link',
  'OutsideInvitation.contact': 'a-firm-that-is-not-here-answers-by-a-link',
  'OutsideInvitation.link': 'a-firm-that-is-not-here-answers-by-a-link',
  'OutsideInvitation.tender': 'a-firm-that-is-not-here-answers-by-a-link',
  'OutsideInvitation.whatsAppLink': 'a-firm-that-is-not-here-answers-by-a-link',
  'InvitationByLink.work': 'a-firm-that-is-not-here-answers-by-a-link',
  'Project.distanceKm': 'joint-work-is-shown-when-all-said-yes',
  'Project.tender': 'joint-work-is-shown-when-all-said-yes',
  'ProjectReference.project': 'joint-work-is-shown-when-all-said-yes',
  'ProjectReference.value': 'joint-work-is-shown-when-all-said-yes',
};
