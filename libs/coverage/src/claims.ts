import type { FactKey } from '#libs/requirements';

export const EvidenceState = {
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  VERIFIED: 'VERIFIED',
  REJECTED: 'REJECTED',
} as const;
export type EvidenceState = (typeof EvidenceState)[keyof typeof EvidenceState];

/** A paper. Dates are ISO dates, both included; `null` means no limit. */
export interface EvidenceClaim {
  readonly id: string;
  /** The certificate, licence or registration it is; `null` for a reference or another supporting paper. */
  readonly scheme?: string | null;
  /** How people know the paper, and the number on it: for explanations alone. */
  readonly title?: Readonly<Record<string, string | null | undefined>> | null;
  readonly number?: string | null;
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
  readonly state: EvidenceState;
  /** The asker may learn what it proves, not the paper itself nor its dates. */
  readonly verdictOnly?: boolean;
}

export interface CapabilityClaim {
  readonly cpv: string;
  readonly evidenceIds?: readonly string[];
  readonly verdictOnly?: boolean;
}

/** A measured value as a decimal string, with unit or currency and the days it speaks of (both included). */
export interface FactClaim {
  readonly key: FactKey;
  readonly value: string;
  readonly unit?: string | null;
  readonly currency?: string | null;
  readonly cpv?: string | null;
  readonly label?: string | null;
  readonly periodFrom?: string | null;
  readonly periodUntil?: string | null;
  readonly evidenceIds?: readonly string[];
  /** The asker may learn whether it suffices, never the number, nor anything the number could be told from. */
  readonly verdictOnly?: boolean;
}

export interface CapacityMoney {
  /** A decimal string. */
  readonly amount: string;
  readonly currency: string;
}

/** What a firm has for work on the days stated (both included): people per week, or a limit of work in hand. */
export interface CapacityWindow {
  readonly from: string;
  readonly until: string;
  readonly peoplePerWeek?: string | null;
  readonly limit?: CapacityMoney | null;
}

/** What of it is taken already. */
export interface CommitmentClaim {
  readonly from: string;
  readonly until: string;
  readonly peoplePerWeek?: string | null;
  readonly money?: CapacityMoney | null;
}

/** People of several windows for the same days add up (two crews); of several limits the smallest binds. */
export interface CapacityClaim {
  readonly windows: readonly CapacityWindow[];
  readonly commitments: readonly CommitmentClaim[];
  /** What the firm's other bids would take if they were awarded. Absent for everybody but its own people: who bids is sealed. */
  readonly offers?: readonly CommitmentClaim[];
  /** The asker may learn whether it suffices, never how much is free. */
  readonly verdictOnly?: boolean;
}

/** A plain answer to one requirement: all of it, not (all of) it, some of it. */
export const PlainAnswer = { YES: 'YES', NO: 'NO', PART: 'PART' } as const;
export type PlainAnswer = (typeof PlainAnswer)[keyof typeof PlainAnswer];

/** What the asker knows of one firm: what it may not see is not in here. */
export interface FirmClaims {
  readonly firmId: string;
  readonly capabilities?: readonly CapabilityClaim[];
  readonly facts?: readonly FactClaim[];
  readonly evidence?: readonly EvidenceClaim[];
  /** Absent: the firm has stated none, or the asker may not use it. */
  readonly capacity?: CapacityClaim | null;
  /** Statements by key: made, refused, or (absent) not yet asked. */
  readonly declarations?: Readonly<Record<string, boolean | undefined>>;
  /** One-tap answers by requirement id. They fill what the profile leaves open and never overrule it. */
  readonly answers?: Readonly<Record<string, PlainAnswer | undefined>>;
  /** The asker does not see all of this firm: what is not here may exist, so the answer is "ask the firm". */
  readonly hidden?: boolean;
  /** The firm said that its capabilities and papers are listed in full: what is not listed, it does not have. */
  readonly complete?: boolean;
}
