import type { FactKey } from '#libs/requirements';
import { Money } from '#libs/platform';
import type { Capacity, Commitment } from './capacity.entity.js';
import type { Capability } from './capability.entity.js';
import type { Evidence } from './evidence.entity.js';
import type { Fact } from './fact.entity.js';
import type { LocalText } from './local-text.js';
import type { OfferedWork } from './offered-work.js';
import type { EvidenceState } from './profile.policy.js';

/** A paper. Dates are ISO days, both included; `null` means no limit. */
export interface EvidenceClaim {
  readonly id: string;
  readonly scheme: string | null;
  /** How people know it, by language, and the number on it: null where the asker may not see the paper. */
  readonly title: LocalText | null;
  readonly number: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly state: EvidenceState;
  /** The asker may learn what it proves, not the paper itself nor its dates. */
  readonly verdictOnly: boolean;
}

export interface CapabilityClaim {
  readonly cpv: string;
  readonly evidenceIds: readonly string[];
  readonly verdictOnly: boolean;
}

/** A measured value as a decimal text, with unit or currency and the days it speaks of. */
export interface FactClaim {
  readonly key: FactKey;
  readonly value: string;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly cpv: string | null;
  readonly label: string | null;
  readonly periodFrom: string | null;
  readonly periodUntil: string | null;
  readonly evidenceIds: readonly string[];
  /** The asker may learn whether it suffices, never the number, nor anything the number could be told from. */
  readonly verdictOnly: boolean;
}

export interface CapacityMoney {
  /** A decimal text, in major units. */
  readonly amount: string;
  readonly currency: string;
}

/** What a firm has for work and what of it is taken, as the asker may use it. Days are ISO days, both included. */
export interface CapacityClaim {
  readonly windows: readonly {
    readonly from: string;
    readonly until: string;
    readonly peoplePerWeek: string | null;
    readonly limit: CapacityMoney | null;
  }[];
  readonly commitments: readonly {
    readonly from: string;
    readonly until: string;
    readonly peoplePerWeek: string | null;
    readonly money: CapacityMoney | null;
  }[];
  /** What the firm's other bids would take; empty for everybody but its own people. */
  readonly offers: readonly OfferedWork[];
  readonly verdictOnly: boolean;
}

/** What an asker may use of one firm's profile when it is held against requirements: `coverage` reads this shape. */
export interface FirmClaims {
  readonly firmId: string;
  readonly capabilities: readonly CapabilityClaim[];
  readonly facts: readonly FactClaim[];
  readonly evidence: readonly EvidenceClaim[];
  readonly declarations: Readonly<Record<string, boolean>>;
  /** Null: nothing stated, or nothing that the asker may use. */
  readonly capacity: CapacityClaim | null;
  /** The asker is an outsider: what is not here may exist. True for every outsider, so that it tells nothing. */
  readonly hidden: boolean;
}

/** One firm's entries that the asker may use, and the papers behind each. */
export interface UsableProfile {
  firmId: string;
  isOwn: boolean;
  capabilities: readonly Capability[];
  facts: readonly Fact[];
  evidence: readonly Evidence[];
  capacity: readonly Capacity[];
  commitments: readonly Commitment[];
  offers: readonly OfferedWork[];
  /** Ids of papers by the id of the capability or fact they support. */
  papersOf: ReadonlyMap<string, readonly string[]>;
}

/** Claims from entries. FINDABLE ones of others are marked: they may decide a verdict, and nothing of them may be shown. */
export function claimsFrom({
  firmId,
  isOwn,
  capabilities,
  facts,
  evidence,
  papersOf,
  ...rest
}: UsableProfile): FirmClaims {
  const usable = new Set(evidence.map((paper) => paper.id));
  const behind = (id: string): string[] => (papersOf.get(id) ?? []).filter((paper) => usable.has(paper));
  const verdictOnly = (entry: { visibility: string }): boolean => !isOwn && entry.visibility === 'FINDABLE';

  return {
    firmId,
    hidden: !isOwn,
    capabilities: capabilities.map((each) => ({
      cpv: each.cpv,
      evidenceIds: behind(each.id),
      verdictOnly: verdictOnly(each),
    })),
    facts: facts.map((fact) => {
      const { key, value, unit, currency, cpv, label, periodFrom, periodUntil } = fact;
      const measured = { key, value: value!, unit, currency, cpv, label, periodFrom, periodUntil };

      return { ...measured, evidenceIds: behind(fact.id), verdictOnly: verdictOnly(fact) };
    }),
    evidence: evidence.map((paper) => {
      const { id, scheme, validFrom, validUntil, state } = paper;
      const isVeiled = verdictOnly(paper);
      const known = isVeiled ? { title: null, number: null } : { title: paper.title, number: paper.number };

      return { id, scheme, validFrom, validUntil, state, ...known, verdictOnly: isVeiled };
    }),
    declarations: Object.fromEntries(evidence.filter(isStated).map((paper) => [paper.scheme!, true])),
    capacity: capacityFrom(rest, rest.capacity.some(verdictOnly)),
  };
}

function capacityFrom(
  { capacity, commitments, offers }: Pick<UsableProfile, 'capacity' | 'commitments' | 'offers'>,
  verdictOnly: boolean,
): CapacityClaim | null {
  if (capacity.length === 0) return null;
  const money = (minor: bigint | null, currency: string | null): CapacityMoney | null => {
    const read = Money.of(minor, currency);

    return read && { amount: read.amount, currency: read.currency };
  };

  return {
    windows: capacity.map(({ from, until, peoplePerWeek, limitMinor, limitCurrency }) => {
      return { from, until, peoplePerWeek, limit: money(limitMinor, limitCurrency) };
    }),
    commitments: commitments.map(({ from, until, peoplePerWeek, amountMinor, amountCurrency }) => {
      return { from, until, peoplePerWeek, money: money(amountMinor, amountCurrency) };
    }),
    offers,
    verdictOnly,
  };
}

/** A firm has said it once it handed the statement in. */
function isStated(paper: Evidence): boolean {
  return (
    paper.kind === 'DECLARATION' && paper.scheme !== null && (paper.state === 'SUBMITTED' || paper.state === 'VERIFIED')
  );
}
