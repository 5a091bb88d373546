/** The roles a delegate may hold in a firm: a set, not a ladder. What each verb needs stands in `libs/firms/README.md`. */
export const firmRoles = ['OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER'] as const;
export type FirmRoleName = (typeof firmRoles)[number];

/** A firm the person may act for, and as what. */
export interface ActingFirm {
  firmId: string;
  roles: readonly FirmRoleName[];
}

/** What an API token may do. A session may do everything its person may. */
export type TokenScope = 'READ' | 'WRITE';

export interface ActorFacts {
  personId: string | null;
  sessionId?: string | null;
  operator?: boolean;
  firms?: readonly ActingFirm[];
  scopes?: readonly TokenScope[];
  language?: string;
  timeZone?: string;
}

/** Who is asking: a person (or nobody) with the firms they may act for. Made once per request. */
export class Actor {
  readonly personId: string | null;
  readonly sessionId: string | null;
  readonly operator: boolean;
  readonly firms: readonly ActingFirm[];
  readonly scopes: readonly TokenScope[];
  readonly language: string;
  readonly timeZone: string;
  /** The firm this call acts for; set by the access guard from `input.actingFor` or `firmId`. */
  readonly firmId: string | null;

  constructor(facts: ActorFacts, firmId: string | null = null) {
    this.personId = facts.personId;
    this.sessionId = facts.sessionId ?? null;
    this.operator = facts.operator ?? false;
    this.firms = facts.firms ?? [];
    this.scopes = facts.scopes ?? ['READ', 'WRITE'];
    this.language = facts.language ?? 'en';
    this.timeZone = facts.timeZone ?? 'UTC';
    this.firmId = firmId;
  }

  static readonly nobody = new Actor({ personId: null });

  /** The person's id where the access rule has made sure that there is one. */
  get person(): string {
    if (this.personId === null) throw new Error('This verb is open to nobody in particular, yet asks for a person.');

    return this.personId;
  }

  /** The firm acted for where the access rule has made sure that there is one. */
  get firm(): string {
    if (this.firmId === null) throw new Error('This verb does not say for which firm it acts.');

    return this.firmId;
  }

  get firmIds(): string[] {
    return this.firms.map((firm) => firm.firmId);
  }

  /** Is the person a delegate of any of these firms? */
  actsFor(firmIds: readonly (string | null)[]): boolean {
    return this.firms.some((firm) => firmIds.includes(firm.firmId));
  }

  /** Does the person hold one of the roles in the firm? */
  holds(firmId: string, ...roles: FirmRoleName[]): boolean {
    const acting = this.firms.find((firm) => firm.firmId === firmId);

    return acting !== undefined && roles.some((role) => acting.roles.includes(role));
  }

  /** The same person, acting for one firm. */
  actingFor(firmId: string): Actor {
    return new Actor(this, firmId);
  }
}
