import type { Requirement, RequirementKind } from '#libs/requirements';

/** Size classes of firms, from small to large: the order counts. */
export const SizeClass = { MICRO: 'MICRO', SMALL: 'SMALL', MEDIUM: 'MEDIUM', LARGE: 'LARGE' } as const;
export type SizeClass = (typeof SizeClass)[keyof typeof SizeClass];
export const sizeClasses = Object.values(SizeClass);

export const FirmForm = {
  BUSINESS: 'BUSINESS',
  SOLE_TRADER: 'SOLE_TRADER',
  PUBLIC_BODY: 'PUBLIC_BODY',
  ASSOCIATION: 'ASSOCIATION',
} as const;
export type FirmForm = (typeof FirmForm)[keyof typeof FirmForm];

/** Roles as in `coverage`; said here again, because this library knows no other. */
export type Role = 'LEAD' | 'PARTNER' | 'RELIED_UPON' | 'SUBCONTRACTOR';

export const Liability = { JOINT_AND_SEVERAL: 'JOINT_AND_SEVERAL', SEVERAL: 'SEVERAL' } as const;
export type Liability = (typeof Liability)[keyof typeof Liability];

/** What a group says of itself and nothing else can tell. Absent: not said yet. */
export const GroupStatement = {
  WORK_IS_COMPLEX: 'WORK_IS_COMPLEX',
  GOVERNMENT_CONSTRUCTION: 'GOVERNMENT_CONSTRUCTION',
  SAME_NAME_AND_SHARES_EVERYWHERE: 'SAME_NAME_AND_SHARES_EVERYWHERE',
  ACTS_IN_ITS_OWN_NAME: 'ACTS_IN_ITS_OWN_NAME',
  HAS_ITS_OWN_TAX_NUMBER: 'HAS_ITS_OWN_TAX_NUMBER',
  REGISTERED_BEFORE_OFFER: 'REGISTERED_BEFORE_OFFER',
  MENTOR_PROTEGE_APPROVED: 'MENTOR_PROTEGE_APPROVED',
  PROTEGE_LEADS: 'PROTEGE_LEADS',
  PROTEGE_WORK_IS_SUBSTANTIAL: 'PROTEGE_WORK_IS_SUBSTANTIAL',
  LASTS_AS_LONG_AS_CONTRACT: 'LASTS_AS_LONG_AS_CONTRACT',
  SOLIDARY_MANDATARY_ASKED: 'SOLIDARY_MANDATARY_ASKED',
  MANDATARY_ANSWERS_FOR_ALL: 'MANDATARY_ANSWERS_FOR_ALL',
} as const;
export type GroupStatement = (typeof GroupStatement)[keyof typeof GroupStatement];

/** What a helper firm says for itself. */
export const HelperStatement = {
  COMMITMENT_SIGNED: 'COMMITMENT_SIGNED',
  NO_EXCLUSION_GROUND: 'NO_EXCLUSION_GROUND',
} as const;
export type HelperStatement = (typeof HelperStatement)[keyof typeof HelperStatement];

/** When it is judged: a paper that is only due later is not missing yet. In the order of time. */
export const Moment = { PLANNING: 'PLANNING', BID: 'BID', AWARD: 'AWARD' } as const;
export type Moment = (typeof Moment)[keyof typeof Moment];

/** An amount of money: exact decimal and ISO 4217 currency. */
export interface Money {
  readonly value: string;
  readonly currency: string;
}

/** One firm of a line-up. `null` is always "not known", never "none". */
export interface FirmFacts {
  readonly firmId: string;
  readonly roles: readonly Role[];
  /** The part of the contract value it performs; 10 000 basis points are the whole. */
  readonly shareBasisPoints: number | null;
  readonly form: FirmForm | null;
  readonly size: SizeClass | null;
  /** Its grade in the register of its trade, a decimal string; higher is better. */
  readonly grade: string | null;
  /** Registers that know it: `NIB`, `NPWP`, `LEI`. */
  readonly registers: readonly string[] | null;
  /** In how many other bids for the same part it is lead or partner. */
  readonly otherBids: number | null;
  /** Whether it meets every essential requirement without the others. */
  readonly ableAlone: boolean | null;
  /** Kinds of the requirements a helper firm lends itself for. */
  readonly lendsFor: readonly RequirementKind[] | null;
  readonly statements: Partial<Record<HelperStatement, boolean>>;
}

/** A firm of the group went and another came, while the contract runs. */
export interface Replacement {
  readonly buyerAgreed: boolean | null;
  readonly performedBasisPoints: number | null;
  readonly originalMembers: number | null;
}

/** A line-up in plain words: all that rules of packs may look at. */
export interface LineUpFacts {
  readonly firms: readonly FirmFacts[];
  readonly moment: Moment;
  /** ISO day. */
  readonly today: string;
  readonly liability: Liability | null;
  readonly representativeFirmId: string | null;
  /** Whether all signed the agreement as it stands. */
  readonly agreementSigned: boolean | null;
  /** What the work is expected to cost. */
  readonly value: Money | null;
  readonly statements: Partial<Record<GroupStatement, boolean>>;
  /** In how many other bids for the same part the group itself stands. */
  readonly otherOffers: number | null;
  /** ISO day of the group's first award, or `NEVER`. */
  readonly firstAwardOn: string | null;
  /** Null where nothing of the kind happens. */
  readonly replacement: Replacement | null;
}

/** What the notice itself says of groups. */
export interface NoticeFlags {
  /** The group must have its agreement before the award. */
  readonly agreementBeforeAward: boolean;
  /** The most that subcontractors may do, fixed beforehand. */
  readonly subcontractCapBasisPoints: number | null;
  /** The least the lead must do itself. */
  readonly leadMinimumShareBasisPoints: number | null;
}

export interface NoticeLot {
  readonly number: number;
  readonly estimate: Money | null;
  readonly requirements: readonly { readonly number: number; readonly requirement: Requirement }[];
}

/** A notice in plain words. */
export interface NoticeFacts {
  readonly flags: NoticeFlags;
  /** Who may bid: single firms, groups, or both. */
  readonly tenderers: 'FIRMS' | 'ALLIANCES' | 'BOTH';
  readonly lots: readonly NoticeLot[];
}
