import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Firm } from '#libs/firms';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Db, type FirmRoleName } from '#libs/platform';
import type { BoardAnswer, BoardEntry } from './board-entry.entity.js';

const whoSeeksPartners: FirmRoleName[] = ['OWNER', 'SIGNATORY', 'BIDDER'];

/** Tells the people of firms what came of their entries and invitations, in the transaction in which it happened. */
@Injectable()
export class PartnersNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'BOARD_ENTRY_ANSWERED' });
  }

  /** The words themselves are read with the entry: a notice outlives what its writer may take back. */
  async entryAnswered(entry: BoardEntry, answer: BoardAnswer): Promise<void> {
    const by = await this.db.get(Firm, answer.firmId);
    await this.inbox.tell({
      kind: 'BOARD_ENTRY_ANSWERED',
      key: `board-entry-answered:${answer.id}`,
      path: `/board#${entry.id}`,
      facts: { firmName: by.name, words: shortened(entry.words) },
      firms: { firmIds: [entry.firmId], roles: whoSeeksPartners },
    });
  }
}

function shortened(words: string): string {
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}
