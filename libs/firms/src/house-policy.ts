import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/platform';

/** Who keeps the house policy's versions and remembers who accepted which: `governance`, to the right of us. */
export interface HousePolicyKeeper {
  /** The version in force. */
  current: () => string;
  /** Remembers that the actor accepted the version in force for the firm. */
  accepted: (firmId: string, actor: Actor, now: Date) => Promise<void>;
}

/** Where a firm that is founded meets the house policy. */
@Injectable()
export class HousePolicy implements HousePolicyKeeper {
  #keeper: HousePolicyKeeper | undefined;

  isKeptBy(keeper: HousePolicyKeeper): void {
    this.#keeper = keeper;
  }

  current(): string {
    return this.keeper.current();
  }

  accepted(firmId: string, actor: Actor, now: Date): Promise<void> {
    return this.keeper.accepted(firmId, actor, now);
  }

  private get keeper(): HousePolicyKeeper {
    if (!this.#keeper) throw new Error('Nobody keeps the house policy: load `governance` beside `firms`.');

    return this.#keeper;
  }
}
