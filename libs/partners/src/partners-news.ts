import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Firm } from '#libs/firms';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Db, type FirmRoleName } from '#libs/platform';
import type { BoardAnswer, BoardEntry } from './board-entry.entity.js';
import type { OutsideInvitation, UnclaimedPage } from './outside-invitation.entity.js';

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
    this.kinds.register(
      { kind: 'BOARD_ENTRY_ANSWERED' },
      { kind: 'OUTSIDE_FIRM_INTERESTED' },
      { kind: 'OUTSIDE_FIRM_DECLINED' },
      { kind: 'OUTSIDE_FIRM_CAME' },
    );
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

  /** Name and telephone are told, so that the firm can call at once; and taken back when they may be kept no longer. */
  async outsideAnswered(invitation: OutsideInvitation, draft: UnclaimedPage | null): Promise<void> {
    const common = {
      path: invitationsPath(invitation.firmId),
      firms: { firmIds: [invitation.firmId], roles: whoSeeksPartners },
    };
    if (!draft) {
      await this.inbox.tell({
        ...common,
        kind: 'OUTSIDE_FIRM_DECLINED',
        key: `outside-firm-declined:${invitation.id}`,
        facts: { firmName: invitation.firmName },
      });

      return;
    }
    const { firmName, contactName, phone } = draft;
    await this.inbox.tell({
      ...common,
      kind: 'OUTSIDE_FIRM_INTERESTED',
      key: interestKey(invitation.id),
      facts: { firmName, contactName, phone },
    });
  }

  async outsideFirmCame(invitation: OutsideInvitation, firm: Firm): Promise<void> {
    await this.inbox.tell({
      kind: 'OUTSIDE_FIRM_CAME',
      key: `outside-firm-came:${invitation.id}`,
      path: `/firms/${firm.publicId}`,
      facts: { firmName: firm.name },
      firms: { firmIds: [invitation.firmId], roles: whoSeeksPartners },
    });
  }

  takeBackInterest(invitationIds: readonly string[]): Promise<void> {
    return this.inbox.takeBack('OUTSIDE_FIRM_INTERESTED', invitationIds.map(interestKey));
  }
}

function interestKey(invitationId: string): string {
  return `outside-firm-interested:${invitationId}`;
}

/** Where a firm looks after its invitations. */
function invitationsPath(firmId: string): string {
  return `/firms/${firmId}/invitations`;
}

function shortened(words: string): string {
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}
