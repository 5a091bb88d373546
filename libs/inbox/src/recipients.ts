import { Injectable } from '@nestjs/common';
import type { FirmRoleName } from '#libs/platform';

type DelegatesOf = (firmIds: string[], roles: readonly FirmRoleName[]) => Promise<string[]>;

/** Who is told when a firm is told: `firms` knows the delegates, `inbox` only asks. */
@Injectable()
export class Recipients {
  #delegatesOf: DelegatesOf = async () => [];

  /** Called by `firms` when it starts: answers the ids of the people who hold one of the roles in one of the firms. */
  delegatesAre(delegatesOf: DelegatesOf): void {
    this.#delegatesOf = delegatesOf;
  }

  async delegatesOf(firmIds: readonly string[], roles: readonly FirmRoleName[]): Promise<string[]> {
    return firmIds.length === 0 ? [] : this.#delegatesOf([...new Set(firmIds)], roles);
  }
}
