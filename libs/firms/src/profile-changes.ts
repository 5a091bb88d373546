import { Injectable } from '@nestjs/common';
import type { EntityTarget } from 'typeorm';
import { type Actor, BadUserInput, Clock, Db, Events, NotFound, say } from '#libs/platform';
import { DelegatesService } from './delegates.service.js';
import { Firm } from './firm.entity.js';
import type { LocalTextInput } from './local-text.js';
import { ProfileFull, profileLimit } from './profile.graphql.js';

/** What each change of a profile does: lock the firm, read the clock once, note what happened. */
@Injectable()
export class ProfileChanges {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly delegates: DelegatesService,
  ) {}

  /**
   * Locks the firm acted for and carries the change out; the firm's history gets the line.
   *
   * @param kind in the trade's words: `CAPABILITY_ADDED`
   * @param change answers the entry that changed
   * @throws Forbidden, NotFound where the role was lost meanwhile
   */
  async carryOut<Entry extends { id: string }>(
    actor: Actor,
    kind: string,
    change: (now: Date) => Promise<Entry>,
  ): Promise<Entry> {
    await this.delegates.lock(actor, actor.firm, 'OWNER', 'EDITOR');
    const now = await this.clock.now();
    const entry = await change(now);
    await this.db.of(Firm).update({ id: actor.firm }, { changedAt: now });
    await this.events.record('firmRecord', actor.firm, actor, { kind, at: now, facts: { id: entry.id } });

    return entry;
  }

  /** An entry of the firm acted for. @throws NotFound also where it is another firm's */
  async own<Entry extends { id: string; firmId: string }>(
    actor: Actor,
    entity: EntityTarget<Entry>,
    id: string,
  ): Promise<Entry> {
    const entry = await this.db.get(entity, id, 'FOR UPDATE');
    if (entry.firmId !== actor.firm) throw new NotFound();

    return entry;
  }

  /** @throws ProfileFull; exact, for the firm is locked */
  async ensureRoom<Entry extends { id: string; firmId: string }>(
    actor: Actor,
    entity: EntityTarget<Entry>,
  ): Promise<void> {
    const count = await this.db.of(entity).countBy({ firmId: actor.firm } as never);
    if (count >= profileLimit) throw new ProfileFull(profileLimit);
  }
}

/** @throws BadUserInput naming each language that is too long */
export function ensureShort(text: LocalTextInput | null | undefined, path: string, limit: number): void {
  const long = (['en', 'id'] as const).filter((language) => (text?.[language]?.length ?? 0) > limit);
  if (long.length > 0)
    throw new BadUserInput(
      long.map((language) => ({ path: `${path}.${language}`, message: say('profile:tooLong', { limit }) })),
    );
}

/** What of an input was given, `null` included. */
export function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}
