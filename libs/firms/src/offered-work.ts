import { Injectable } from '@nestjs/common';
import type { CapacityMoney } from './profile-claims.js';

/** A part of work that a firm has bid for and nobody has decided yet. Days are ISO days, both included. */
export interface OfferedWork {
  readonly firmId: string;
  readonly lotId: string;
  readonly from: string;
  readonly until: string;
  readonly peoplePerWeek: string | null;
  readonly money: CapacityMoney | null;
}

/** What firms have bid for: the library of bids tells it, and only a firm's own people ever hear of it. */
@Injectable()
export class OfferedWorks {
  readonly #sources: ((firmIds: readonly string[]) => Promise<OfferedWork[]>)[] = [];

  /** Called by a library when it starts. */
  register(source: (firmIds: readonly string[]) => Promise<OfferedWork[]>): void {
    this.#sources.push(source);
  }

  /** The caller makes sure that whoever asks acts for these firms. */
  async of(firmIds: readonly string[]): Promise<OfferedWork[]> {
    if (firmIds.length === 0) return [];

    return (await Promise.all(this.#sources.map((source) => source(firmIds)))).flat();
  }
}
