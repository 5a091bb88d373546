import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type Actor,
  BadUserInput,
  Db,
  type RequestContext,
  brokenConstraint,
  loadingMany,
  newId,
  say,
} from '#libs/platform';
import { Capability } from './capability.entity.js';
import {
  type AddCapabilityInput,
  CapabilityThere,
  type ChangeCapabilityInput,
  type RemoveCapabilityInput,
  type ServedAreaInput,
} from './capability.graphql.js';
import { Classifications } from './classifications.service.js';
import { Firm } from './firm.entity.js';
import { keepLocalText } from './local-text.js';
import { ProfileChanges, ensureShort, given } from './profile-changes.js';

const longestNote = 500;

/** What firms say they can do. */
@Injectable()
export class Capabilities {
  constructor(
    private readonly db: Db,
    private readonly changes: ProfileChanges,
    private readonly classifications: Classifications,
  ) {}

  /** @throws UnknownClassification, CapabilityThere, ProfileFull, BadUserInput */
  async add(actor: Actor, input: AddCapabilityInput): Promise<Capability> {
    ensureShort(input.note, 'input.note', longestNote);
    const cpv = await this.classifications.ensureKnown(input.cpv);
    const { level, visibility } = input;

    return this.changes.carryOut(actor, 'CAPABILITY_ADDED', async (now) => {
      await this.changes.ensureRoom(actor, Capability);
      const note = keepLocalText(input.note);
      const capability = Object.assign(new Capability(), {
        id: newId(),
        firmId: actor.firm,
        cpv,
        level,
        visibility,
        note,
        createdAt: now,
        changedAt: now,
        ...areaOf(input.area),
      });
      try {
        await this.db.of(Capability).insert(capability);
      } catch (error) {
        if (brokenConstraint(error) === 'capability_once_per_firm') throw new CapabilityThere(cpv);
        throw error;
      }

      return capability;
    });
  }

  /** @throws NotFound, BadUserInput */
  async change(actor: Actor, input: ChangeCapabilityInput): Promise<Capability> {
    ensureShort(input.note, 'input.note', longestNote);
    const { level, visibility, note, area } = input;

    return this.changes.carryOut(actor, 'CAPABILITY_CHANGED', async (now) => {
      const capability = await this.changes.own(actor, Capability, input.capabilityId);
      Object.assign(capability, given({ level, visibility }), area ? areaOf(area) : {}, { changedAt: now });
      if (note !== undefined) capability.note = keepLocalText(note);

      return this.db.of(Capability).save(capability);
    });
  }

  /** @throws NotFound */
  async remove(actor: Actor, { capabilityId }: RemoveCapabilityInput): Promise<Firm> {
    await this.changes.carryOut(actor, 'CAPABILITY_REMOVED', async () => {
      const capability = await this.changes.own(actor, Capability, capabilityId);
      await this.db.of(Capability).delete({ id: capabilityId });

      return capability;
    });

    return this.db.get(Firm, actor.firm);
  }

  /** All capabilities per firm, whoever asks: filter them by `seenBy`. */
  loader(context: RequestContext): DataLoader<string, Capability[]> {
    return loadingMany(
      context,
      'capabilities',
      (firmIds) => this.of(firmIds),
      (capability) => capability.firmId,
    );
  }

  /** The same outside of a request. */
  async of(firmIds: readonly string[]): Promise<Capability[]> {
    return this.db.of(Capability).find({ where: { firmId: In([...firmIds]) }, order: { cpv: 'ASC' } });
  }
}

/** @throws BadUserInput unless there is either a radius or a name */
function areaOf({ radiusKm, regions }: ServedAreaInput): Pick<Capability, 'radiusKm' | 'regions'> {
  const names = [...new Set((regions ?? []).map((region) => region.trim()))];
  if ((radiusKm ?? null) === null ? names.length === 0 : names.length > 0)
    throw new BadUserInput([{ path: 'input.area', message: say('profile:areaEitherOr') }]);

  return { radiusKm: radiusKm ?? null, regions: names };
}
