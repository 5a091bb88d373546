import { Injectable } from '@nestjs/common';

/** What one library knows about a person: handed out on export, removed or pseudonymised on erasure. */
export interface PersonalData {
  /** Name of the part in the export: `firms`, `inbox`. */
  name: string;
  export: (personId: string) => Promise<unknown>;
  erase: (personId: string, now: Date) => Promise<void>;
  /** What must be settled before the person can be erased, one sentence each in the reader's language; empty when nothing. */
  veto?: (personId: string) => Promise<string[]>;
}

/** Libraries register what they keep about people; `people` asks them all on export and erasure. */
@Injectable()
export class PersonalDataRegistry {
  readonly parts: PersonalData[] = [];

  register(part: PersonalData): void {
    this.parts.push(part);
  }
}
