import { Injectable } from '@nestjs/common';

export const acquaintanceKinds = ['JOINT_WORK', 'ALLIANCE', 'INVITATION'] as const;
export type AcquaintanceKind = (typeof acquaintanceKinds)[number];

/** One reason why a firm knows another. */
export interface Acquaintance {
  /** The firm that is known. */
  firmId: string;
  kind: AcquaintanceKind;
  /** How many projects, alliances or invitations. */
  count: number;
  /** ISO day of the last of them. */
  lastOn: string;
}

/** Whom a firm knows for one reason, as of a moment. Each must be something both firms know of: what only one knows is told to neither. */
export type AcquaintanceSource = (firmId: string, now: Date) => Promise<Acquaintance[]>;

/** Libraries register why firms know each other; those to the right of `partners` too. A firm's own register of relationships will be one. */
@Injectable()
export class Acquaintances {
  readonly #sources: AcquaintanceSource[] = [];

  register(source: AcquaintanceSource): void {
    this.#sources.push(source);
  }

  /** All reasons of all sources; a firm never knows itself. */
  async of(firmId: string, now: Date): Promise<Acquaintance[]> {
    const found = await Promise.all(this.#sources.map((source) => source(firmId, now)));

    return found.flat().filter((known) => known.firmId !== firmId);
  }
}
