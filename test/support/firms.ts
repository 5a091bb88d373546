import { randomUUID } from 'node:crypto';
import type { Answer, Kongsi } from './kongsi.js';
import { type Outcome, type PersonActing, aPerson } from './people.js';

/** What a story may say about the firm it founds; everything has a default. */
export interface FirmFacts {
  name?: string;
  kind?: 'BUSINESS' | 'SOLE_TRADER' | 'PUBLIC_BODY' | 'ASSOCIATION';
  legalIds?: { scheme: string; number: string }[];
  town?: string;
  country?: string;
  latitude?: number;
  longitude?: number;
  size?: 'MICRO' | 'SMALL' | 'MEDIUM' | 'LARGE';
  sectors?: string[];
  timeZone?: string;
  /** Who founds it; a new person by default. */
  founder?: PersonActing;
}

/** A firm and the person who acts for it. Other libraries' stories extend it with their verbs. */
export class FirmActing {
  firmId: string;
  publicId: string;
  name: string;

  constructor(readonly person: PersonActing) {}

  get kongsi(): Kongsi {
    return this.person.kongsi;
  }

  /** Asks as the person who acts for the firm. */
  ask<Data = Record<string, never>>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>> {
    return this.person.ask<Data>(query, variables);
  }

  /** As `ask`, for what must succeed. */
  get<Data>(query: string, variables?: Record<string, unknown>): Promise<Data> {
    return this.person.get<Data>(query, variables);
  }

  /**
   * Carries out one mutation for the firm, with a new idempotency key.
   *
   * @param selection what to select of the success type: `... on Firm { id }`
   */
  act<Result = Outcome>(
    mutation: string,
    input: Record<string, unknown> = {},
    selection = '',
  ): Promise<Result & Outcome> {
    return this.person.carryOut<Result>(
      mutation,
      { actingFor: this.firmId, idempotencyKey: randomUUID(), ...input },
      selection,
    );
  }

  /** Founds the firm through GraphQL. */
  async found(facts: FirmFacts = {}): Promise<this> {
    const founded = await foundFirm<{ id: string; publicId: string; name: string }>(
      this.person,
      await foundingInput(this.kongsi, facts),
      '... on Firm { id publicId name }',
    );
    if (founded.code) throw new Error(`Not founded: ${founded.code}`);
    Object.assign(this, { firmId: founded.id, publicId: founded.publicId, name: founded.name });

    return this;
  }

  /** The same firm, acted for by another person. */
  by(person: PersonActing): FirmActing {
    return Object.assign(new FirmActing(person), { firmId: this.firmId, publicId: this.publicId, name: this.name });
  }
}

/** The input of `foundFirm` with defaults: a small builder in an invented town. */
export async function foundingInput(kongsi: Kongsi, facts: FirmFacts = {}): Promise<Record<string, unknown>> {
  const { data } = await kongsi.ask<{ currentHousePolicy: { version: string } }>('{ currentHousePolicy { version } }');
  const { town = 'Sawah Embun', country = 'ID', latitude = -6.8431, longitude = 123.3506 } = facts;

  return {
    idempotencyKey: randomUUID(),
    kind: facts.kind ?? 'BUSINESS',
    name: facts.name ?? 'Kusen Embun',
    legalIds: facts.legalIds ?? [],
    address: { lines: ['Jalan Raya Embun KM 2'], town, country, latitude, longitude },
    size: facts.size ?? 'SMALL',
    sectors: facts.sectors ?? ['45'],
    timeZone: facts.timeZone ?? 'Asia/Makassar',
    housePolicyVersion: data.currentHousePolicy.version,
  };
}

/** Calls `foundFirm` and answers what it answered. */
export function foundFirm<Result = Outcome>(
  person: PersonActing,
  input: Record<string, unknown>,
  selection = '... on Firm { id }',
): Promise<Result & Outcome> {
  return person.carryOut<Result>('foundFirm', input, selection);
}

/** A firm founded by a new person, who then acts for it. */
export async function aFirm(kongsi: Kongsi, facts: FirmFacts = {}): Promise<FirmActing> {
  return new FirmActing(facts.founder ?? (await aPerson(kongsi))).found(facts);
}
