import { registerEnumType } from '@nestjs/graphql';
import { CapacityKind, Proof, ProofMoment, RequirementKind, RequirementMode } from '#libs/requirements';
import { criterionKinds } from './lot-parts.entity.js';
import { phases } from './phase.js';
import { audiences, disclosures, envelopes, procedures, shortfalls } from './procedure.js';
import { documentAccesses } from './tender-document.entity.js';
import { addendumKinds } from './tender-talk.entity.js';
import { estimateDisplays, tendererKinds, visibilities } from './tender.entity.js';

/** Registers a list of names as a GraphQL enum, each with what it means. */
function enumOf<Name extends string>(
  name: string,
  names: readonly Name[],
  description: string,
  meanings: Record<Name, string>,
): Record<Name, Name> {
  const values = Object.fromEntries(names.map((value) => [value, value])) as Record<Name, Name>;
  const valuesMap = Object.fromEntries(names.map((value) => [value, { description: meanings[value] }])) as Record<
    Name,
    { description: string }
  >;
  registerEnumType(values, { name, description, valuesMap });

  return values;
}

export const ProcedureEnum = enumOf('Procedure', procedures, 'How a tender asks for bids.', {
  QUOTE: 'Bids are readable on arrival and may be negotiated; nothing is sealed.',
  SEALED: 'Bids stay locked until one opening after the closing.',
  TWO_STAGE: 'Technical part first; prices only of those that passed.',
  CALL_OFF: 'Orders under a price agreement with a ceiling and an end.',
});

export const VisibilityEnum = enumOf('TenderVisibility', visibilities, 'Who may see a published tender.', {
  PUBLIC: 'Everybody, with or without an account.',
  INVITED: 'The buyer, the firms it invited and those they showed it to.',
});

export const TendererKindEnum = enumOf('TendererKind', tendererKinds, 'Who may bid.', {
  FIRMS: 'Single firms, also with helper firms and subcontractors.',
  ALLIANCES: 'Only firms that bid together.',
  BOTH: 'Single firms and alliances alike.',
});

export const EstimateDisplayEnum = enumOf(
  'EstimateDisplay',
  estimateDisplays,
  'How much of the estimated value others see.',
  {
    EXACT: 'The amount as it is.',
    RANGE: 'Only between which round amounts it lies.',
    HIDDEN: 'Nothing; the buyer keeps it.',
  },
);

export const PhaseEnum = enumOf(
  'Phase',
  phases,
  'Where a tender or a lot stands, computed from its dates and the clock.',
  {
    DRAFT: 'Not published; only the buyer sees it.',
    OPEN: 'Bids are taken.',
    CLOSED: 'Bids are no longer taken and still locked.',
    EVALUATION: 'Bids are being read and scored.',
    AWARDED: 'Decided; the contract waits for the end of the waiting time.',
    SIGNED: 'The contract is signed and the work is on.',
    COMPLETE: 'The work is done.',
    CANCELLED: 'The buyer called it off, with a reason.',
    UNSUCCESSFUL: 'Ended without an award, with a reason.',
  },
);

export const EnvelopeEnum = enumOf('Envelope', envelopes, 'A part of a bid that is opened on its own.', {
  BID: 'The whole bid, where everything is opened at once.',
  QUALIFICATION: 'Who the tenderer is and what it proves.',
  TECHNICAL: 'How the work would be done.',
  PRICE: 'What it costs.',
});

export const DisclosureEnum = enumOf(
  'Disclosure',
  disclosures,
  'What is shown of the other bids. Unit prices and answers never are.',
  {
    COUNT_AND_OWN: 'How many bids there are, and one’s own.',
    NAMES: 'Also who made them.',
    NAMES_AND_TOTALS: 'Also their totals.',
  },
);

export const AudienceEnum = enumOf('Audience', audiences, 'To whom something is shown.', {
  TENDERERS: 'Those who made a bid that counts.',
  EVERYONE: 'Everybody who may see the tender.',
});

export const ShortfallEnum = enumOf('Shortfall', shortfalls, 'What follows when fewer bids came than the minimum.', {
  CONTINUE: 'They are opened and judged all the same.',
  EXTEND: 'The deadline moves once by the stated days.',
  END: 'The lot ends unsuccessful.',
});

export const RequirementKindEnum = enumOf(
  'RequirementKind',
  Object.values(RequirementKind),
  'What a requirement speaks of.',
  {
    CAPABILITY: 'Being able to do a kind of work.',
    CERTIFICATE: 'A certificate, such as for quality management.',
    LICENCE: 'A licence to carry out a trade.',
    EXPERIENCE: 'Having done such work before.',
    FINANCIAL: 'Turnover and other money strength.',
    STAFF: 'People of a trade or qualification.',
    EQUIPMENT: 'Machines and vehicles.',
    INSURANCE: 'Cover up to a sum.',
    REGISTRATION: 'Being entered in a register.',
    DECLARATION: 'A statement the firm makes about itself.',
  },
);

export const RequirementModeEnum = enumOf(
  'RequirementMode',
  Object.values(RequirementMode),
  'How a group of firms meets a requirement together.',
  {
    EACH: 'Every member meets it.',
    ANY_ONE: 'One member alone meets it.',
    LEAD: 'The lead meets it.',
    SUM: 'The members’ values are added up; a floor may be asked of each and of the lead.',
    MAX_PER_CLASS: 'For each named work class the highest number among the members counts.',
    UNION: 'Each named part is met by some member.',
    PERFORMER: 'A firm that does the work it is asked for meets it (Directive 2014/24/EU art. 63(1)).',
    CAPACITY: 'Each firm has room for its share of the work, and all of the work is taken.',
    GROUP: 'Stated once for the whole group; a firm that bids alone need not.',
  },
);

export const CapacityKindEnum = enumOf(
  'CapacityKind',
  Object.values(CapacityKind),
  'What free capacity is counted in.',
  {
    PERSON_WEEKS: 'People times weeks: 4 people for 10 weeks are 40.',
    MONEY: 'The value of work in hand.',
  },
);

export const ProofEnum = enumOf('Proof', Object.values(Proof), 'What shows that a requirement is met.', {
  DECLARATION: 'The firm’s own word.',
  DOCUMENT: 'A paper that somebody else issued.',
});

export const ProofMomentEnum = enumOf('ProofMoment', Object.values(ProofMoment), 'When the proof must be there.', {
  WITH_BID: 'When the bid is sent.',
  BEFORE_AWARD: 'Before the award, on the buyer’s request.',
});

export const CriterionKindEnum = enumOf('CriterionKind', criterionKinds, 'What bids are scored on.', {
  PRICE: 'The total price; the lowest gets the most.',
  QUALITY: 'How well the work would be done.',
  DELIVERY_TIME: 'How soon it would be done.',
  EXPERIENCE: 'Of the people who would do it.',
  ENVIRONMENT: 'What it does to nature.',
  SOCIAL: 'What it does for people: apprentices, access, fair work.',
  OTHER: 'Something the notice describes.',
});

export const AddendumKindEnum = enumOf(
  'AddendumKind',
  addendumKinds,
  'How much a change of a published tender matters.',
  {
    MATERIAL: 'It can change a bid: bids already made must be confirmed.',
    CLERICAL: 'It corrects or explains; bids stand as they are.',
  },
);

export const DocumentAccessEnum = enumOf('DocumentAccess', documentAccesses, 'Who may read a document of a tender.', {
  PUBLIC: 'Everybody who may see the tender.',
  ON_REQUEST: 'Firms that asked and whom the buyer let read it.',
  AFTER_NDA: 'Firms that promised to keep it secret.',
});
