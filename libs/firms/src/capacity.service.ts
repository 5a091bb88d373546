import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, BadUserInput, Db, type InputProblem, Money, NotFound, newId, say } from '#libs/platform';
import { Capacity, Commitment } from './capacity.entity.js';
import type {
  BookOutsideWorkInput,
  RemoveCapacityInput,
  RemoveCommitmentInput,
  StateCapacityInput,
} from './capacity.graphql.js';
import { Firm } from './firm.entity.js';
import { ProfileChanges } from './profile-changes.js';

/** What a firm has for work, as it states it, and the work elsewhere that it books itself. */
@Injectable()
export class Capacities {
  constructor(
    private readonly db: Db,
    private readonly changes: ProfileChanges,
  ) {}

  /** @throws ProfileFull, BadUserInput (days reversed; neither or both of people and money; nothing at all) */
  async state(actor: Actor, input: StateCapacityInput): Promise<Capacity> {
    const limit = input.limit ? Money.read(input.limit, 'input.limit') : null;
    ensureMeasured(input, limit, 'ONE');

    return this.changes.carryOut(actor, 'CAPACITY_STATED', async (now) => {
      await this.changes.ensureRoom(actor, Capacity);
      const { from, until, peoplePerWeek = null, visibility } = input;
      const money = { limitMinor: limit?.minor ?? null, limitCurrency: limit?.currency ?? null };
      const stated = { id: newId(), firmId: actor.firm, from, until, peoplePerWeek, visibility, createdAt: now };

      return this.db.of(Capacity).save(Object.assign(new Capacity(), stated, money));
    });
  }

  /** @throws NotFound */
  async remove(actor: Actor, { capacityId }: RemoveCapacityInput): Promise<Firm> {
    await this.changes.carryOut(actor, 'CAPACITY_REMOVED', async () => {
      const stated = await this.changes.own(actor, Capacity, capacityId);
      await this.db.of(Capacity).delete({ id: capacityId });

      return stated;
    });

    return this.db.get(Firm, actor.firm);
  }

  /** @throws ProfileFull, BadUserInput */
  async bookOutside(actor: Actor, input: BookOutsideWorkInput): Promise<Commitment> {
    const amount = input.amount ? Money.read(input.amount, 'input.amount') : null;
    ensureMeasured(input, amount, 'SOME');

    return this.changes.carryOut(actor, 'OUTSIDE_WORK_BOOKED', async (now) => {
      await this.changes.ensureRoom(actor, Commitment);
      const { from, until, peoplePerWeek = null } = input;
      const work = Object.assign(new Commitment(), {
        id: newId(),
        firmId: actor.firm,
        kind: 'OUTSIDE' as const,
        sourceId: null,
        words: input.words?.trim() || null,
        from,
        until,
        peoplePerWeek,
        amountMinor: amount?.minor ?? null,
        amountCurrency: amount?.currency ?? null,
        createdAt: now,
      });

      return this.db.of(Commitment).save(work);
    });
  }

  /** Only work elsewhere: what is taken here ends with what took it. @throws NotFound */
  async removeOutside(actor: Actor, { commitmentId }: RemoveCommitmentInput): Promise<Firm> {
    await this.changes.carryOut(actor, 'OUTSIDE_WORK_REMOVED', async () => {
      const work = await this.changes.own(actor, Commitment, commitmentId);
      if (work.kind !== 'OUTSIDE') throw new NotFound();
      await this.db.of(Commitment).delete({ id: commitmentId });

      return work;
    });

    return this.db.get(Firm, actor.firm);
  }

  /** All statements of the firms, whoever asks. */
  async statedBy(firmIds: readonly string[]): Promise<Capacity[]> {
    return this.db.of(Capacity).find({ where: { firmId: In([...firmIds]) }, order: { from: 'ASC', id: 'ASC' } });
  }
}

/** The record of what is taken of firms' capacity. Libraries to the right write it through here, in their own transactions. */
@Injectable()
export class Commitments {
  constructor(private readonly db: Db) {}

  /** Takes, or takes anew, for one source (a contract, a booking). Safe to call twice. */
  async take(
    taken: Omit<Commitment, 'id' | 'words'> & { kind: 'CONTRACT' | 'BOOKING'; sourceId: string },
  ): Promise<void> {
    const { firmId, kind, sourceId } = taken;
    await this.db.of(Commitment).delete({ firmId, kind, sourceId });
    await this.db.of(Commitment).insert(Object.assign(new Commitment(), { ...taken, id: newId(), words: null }));
    await this.touch(firmId, taken.createdAt);
  }

  /** What the source took is free again. */
  async release(firmId: string, kind: 'CONTRACT' | 'BOOKING', sourceId: string, now: Date): Promise<void> {
    await this.db.of(Commitment).delete({ firmId, kind, sourceId });
    await this.touch(firmId, now);
  }

  /** What is taken of the firms. */
  async of(firmIds: readonly string[]): Promise<Commitment[]> {
    return this.db.of(Commitment).find({ where: { firmId: In([...firmIds]) }, order: { from: 'ASC', id: 'ASC' } });
  }

  /** Whoever watches what firms can prove sees that it may have changed. */
  private async touch(firmId: string, now: Date): Promise<void> {
    await this.db.of(Firm).update({ id: firmId }, { changedAt: now });
  }
}

/** @throws BadUserInput naming all that does not fit */
function ensureMeasured(
  { from, until, peoplePerWeek }: { from: string; until: string; peoplePerWeek?: string | null },
  money: Money | null,
  wanted: 'ONE' | 'SOME',
): void {
  const given = [peoplePerWeek, money].filter(Boolean).length;
  const isNothing = Number(peoplePerWeek ?? 1) === 0 || money?.minor === 0n;
  const wrong: [boolean, string, string][] = [
    [from > until, 'until', 'daysReversed'],
    [
      given === 0 || (wanted === 'ONE' && given > 1),
      'peoplePerWeek',
      wanted === 'ONE' ? 'capacityOne' : 'capacitySome',
    ],
    [isNothing, 'peoplePerWeek', 'capacityNothing'],
  ];
  const problems = wrong
    .filter(([isWrong]) => isWrong)
    .map(([, field, sentence]): InputProblem => ({ path: `input.${field}`, message: say(`profile:${sentence}`) }));
  if (problems.length > 0) throw new BadUserInput(problems);
}
