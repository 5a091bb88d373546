import { Injectable } from '@nestjs/common';
import type { Addendum } from './tender-talk.entity.js';
import type { Lot } from './lot.entity.js';
import type { Notice } from './notices.js';
import { PackForbids } from './tender.refusals.js';
import type { Tender } from './tender.entity.js';

/** What a procedure pack has against a notice, in the reader's language. */
export interface PackObjection {
  pack: string;
  /** What the rule says and what is so here. */
  explanation: string;
  /** The law or judgment by its name. */
  judgment: string;
  article: string;
  link: string;
  /** Where in the notice; null for the notice as a whole. */
  lotNumber: number | null;
  requirementNumber: number | null;
}

/** Who keeps the procedure packs: `coverage`. */
export interface PackKeeper {
  /** The newest version of a procedure pack. @throws BadUserInput where there is none of that name */
  newest(pack: string): Promise<string>;
  /** What forbids the notice, as far as it is signed by a lawyer; what only warns is not in here. */
  objections(notice: Notice): Promise<PackObjection[]>;
}

/** The rules of the game of tenders: asked whenever a notice is written or published. */
@Injectable()
export class ProcedurePacks {
  #keeper: PackKeeper | null = null;

  register(keeper: PackKeeper): void {
    this.#keeper = keeper;
  }

  /** Gives a notice that is not published yet the newest version of its pack. @throws BadUserInput */
  async choose(tender: Tender, asked: string | null | undefined): Promise<void> {
    const pack = asked ?? 'private';
    Object.assign(tender, { pack, packVersion: await this.keeper.newest(pack) });
  }

  /** @throws PackForbids with the first thing that stands against it */
  async ensureAllowed(notice: Notice): Promise<void> {
    const [objection] = await this.keeper.objections(notice);
    if (objection) throw new PackForbids(objection);
  }

  private get keeper(): PackKeeper {
    if (!this.#keeper) throw new Error('Nobody keeps the procedure packs: is coverage part of this program?');

    return this.#keeper;
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
