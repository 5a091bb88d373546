import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoticeKinds, Recipients, Watches } from '#libs/inbox';
import { type Actor, Db, type FirmRoleName } from '#libs/platform';
import { canSeePageSql } from './firm.policy.js';

/** Where an owner looks after the firm's people. */
export const delegatesPath = (firmId: string): string => `/firms/${firmId}/delegates`;

/** What `inbox` needs to know of firms: what is told about them, who their people are, and who may follow one. */
@Injectable()
export class FirmNotices implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly kinds: NoticeKinds,
    private readonly recipients: Recipients,
    private readonly watches: Watches,
  ) {}

  onModuleInit(): void {
    this.kinds.register(
      { kind: 'DELEGATE_INVITATION_ACCEPTED' },
      { kind: 'DELEGATE_INVITATION_DECLINED' },
      { kind: 'JOIN_REQUESTED' },
      { kind: 'JOIN_REQUEST_ACCEPTED' },
      { kind: 'JOIN_REQUEST_DECLINED' },
      { kind: 'ROLES_CHANGED', formal: true },
      { kind: 'OWNERSHIP_HANDED_OVER', formal: true },
      { kind: 'DELEGATE_REMOVED', formal: true },
    );
    this.recipients.delegatesAre((firmIds, roles) => this.delegatesOf(firmIds, roles));
    this.watches.register('FIRM', (actor, firmIds) => this.visible(actor, firmIds));
  }

  private async delegatesOf(firmIds: string[], roles: readonly FirmRoleName[]): Promise<string[]> {
    const rows = await this.db.sql<{ personId: string }>(
      `SELECT DISTINCT "personId" FROM "delegate" WHERE "firmId" = ANY ($1) AND "roles" && $2::text[]`,
      [firmIds, [...roles]],
    );

    return rows.map((row) => row.personId);
  }

  private async visible(actor: Actor, firmIds: string[]): Promise<string[]> {
    const rows = await this.db.sql<{ id: string }>(
      `SELECT f."id" FROM "firm" f WHERE f."id" = ANY ($3) AND ${canSeePageSql('f', '$1', '$2')}`,
      [actor.firmIds, actor.operator, firmIds],
    );

    return rows.map((row) => row.id);
  }
}
