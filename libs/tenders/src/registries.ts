import { Injectable } from '@nestjs/common';
import type { Requirement } from '#libs/requirements';
import type { Addendum } from './tender-talk.entity.js';
import type { Lot } from './lot.entity.js';
import type { Tender } from './tender.entity.js';

/** Why a rule objects to a requirement. */
export interface RequirementObjection {
  /** Stable name, upper case. */
  reason: string;
  /** The sentence, in the reader's language. */
  explanation: string;
  /** The article it comes from. */
  source: string | null;
}

/** A rule asked about each requirement before it is published; null when it has nothing against it. */
export type RequirementCheck = (tender: Tender, requirement: Requirement) => RequirementObjection | null;

/** Rules of packs that object to requirements; `coverage` registers them. */
@Injectable()
export class RequirementRules {
  readonly checks: RequirementCheck[] = [];

  register(check: RequirementCheck): void {
    this.checks.push(check);
  }
}

/** What must happen in the publishing transaction, or publishing fails: `bids` takes a key for each envelope of each lot. */
export type PublishHook = (tender: Tender, lots: readonly Lot[], now: Date) => Promise<void>;

@Injectable()
export class PublishHooks {
  readonly #hooks: PublishHook[] = [];

  register(hook: PublishHook): void {
    this.#hooks.push(hook);
  }

  /** @throws the refusal of a hook, such as SealingUnavailable */
  async run(tender: Tender, lots: readonly Lot[], now: Date): Promise<void> {
    for (const hook of this.#hooks) await hook(tender, lots, now);
  }
}

/** What must happen in the transaction of an addendum: bids and consents it touches become unconfirmed. */
export type AmendHook = (tender: Tender, addendum: Addendum, lots: readonly Lot[], now: Date) => Promise<void>;

@Injectable()
export class AmendHooks {
  readonly #hooks: AmendHook[] = [];

  register(hook: AmendHook): void {
    this.#hooks.push(hook);
  }

  async run(tender: Tender, addendum: Addendum, lots: readonly Lot[], now: Date): Promise<void> {
    for (const hook of this.#hooks) await hook(tender, addendum, lots, now);
  }
}

/** The firms beside watchers and invited ones that are told of a tender's changes: tenderers and partners of alliances for it. */
export type ConcernedFirms = (tenderId: string) => Promise<string[]>;

@Injectable()
export class Concerned {
  readonly #sources: ConcernedFirms[] = [];

  register(source: ConcernedFirms): void {
    this.#sources.push(source);
  }

  async firmsOf(tenderId: string): Promise<string[]> {
    const found = await Promise.all(this.#sources.map((source) => source(tenderId)));

    return [...new Set(found.flat())];
  }
}
