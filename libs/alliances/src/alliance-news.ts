import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Firm } from '#libs/firms';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Db } from '#libs/platform';
import type { Alliance } from './alliance.entity.js';

/** What people of partner firms are told, each kind with its words in `locales/*\/notices-alliances.json`. */
export const allianceNotices = [
  'ALLIANCE_INVITATION',
  'ALLIANCE_INVITATION_WITHDRAWN',
  'ALLIANCE_CHANGED',
  'ALLIANCE_CONSENTED',
  'ALLIANCE_DECLINED',
  'ALLIANCE_LEFT',
  'ALLIANCE_REPLACED',
  'ALLIANCE_SIGNED',
  'ALLIANCE_DISSOLVED',
] as const;

export interface AllianceTidings {
  kind: (typeof allianceNotices)[number];
  /** Makes this the one telling of its kind in this alliance; nobody is told twice for the same one. */
  occasion: string;
  /** The firm that did it, to be named. */
  byFirmId?: string;
  /** The person who did it, and need not be told. */
  except?: string;
}

/** Tells the people of firms what happened in an alliance, in the transaction in which it happened. */
@Injectable()
export class AllianceNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...allianceNotices.map((kind) => ({ kind })));
  }

  async tell(
    alliance: Pick<Alliance, 'id' | 'name'>,
    firmIds: readonly string[],
    { kind, occasion, byFirmId, except }: AllianceTidings,
  ): Promise<void> {
    const by = byFirmId === undefined ? [] : await this.db.of(Firm).findBy({ id: In([byFirmId]) });
    await this.inbox.tell({
      kind,
      key: `${kind}:${alliance.id}:${occasion}`,
      path: `/alliances/${alliance.id}`,
      facts: { allianceName: alliance.name, firmName: by[0]?.name ?? '' },
      firms: { firmIds, roles: ['OWNER', 'SIGNATORY', 'BIDDER'] },
      except: except ?? null,
    });
  }
}
