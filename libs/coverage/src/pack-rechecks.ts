import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Clock, Db, OnJob, type Page, type PageArgs, newId, pageOf, readCursor } from '#libs/platform';
import { type LineUpFacts, type PackOutcome, judgeLineUp, worstOf } from '#libs/rule-packs';
import { PackDifference } from './pack-difference.entity.js';
import { RulePacks } from './rule-packs.service.js';

/** A line-up that was held against an older version of a pack. */
export interface LineUpToRecheck {
  tenderId: string;
  lotId: string;
  /** One of the two: a line-up that waits, or a bid that was handed in. */
  allianceId: string | null;
  bidId: string | null;
  /** Lead and partners: they are told. */
  firmIds: readonly string[];
  /** The version it was checked with. */
  fromVersion: string;
  facts: LineUpFacts;
  /** Where its firms look. */
  path: string;
  title: string;
}

/** Finds what was checked with a pack and is still open; libraries to the right register theirs. */
export interface RecheckSource {
  open(packId: string): Promise<LineUpToRecheck[]>;
  /** Called once all is listed. */
  done?(packId: string, version: string): Promise<void>;
}

interface Renewed {
  packId: string;
  toVersion: string;
}

/** When a pack has a new version: what it says differently of open line-ups and bids. It changes none of them. */
@Injectable()
export class PackRechecks implements OnModuleInit {
  readonly #sources: RecheckSource[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly packs: RulePacks,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'PACK_CHANGED' });
  }

  register(source: RecheckSource): void {
    this.#sources.push(source);
  }

  @OnJob('rule-pack-renewed')
  async recheck({ packId, toVersion }: Renewed): Promise<void> {
    await this.db.transaction(async () => {
      for (const source of this.#sources) {
        for (const open of await source.open(packId)) await this.compare(open, packId, toVersion);
        await source.done?.(packId, toVersion);
      }
    });
  }

  /** What concerns the firm, the newest first. */
  async of(firmId: string, { first, after }: PageArgs): Promise<Page<PackDifference>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const found = await this.db
      .of(PackDifference)
      .createQueryBuilder('it')
      .where('it.firmIds @> ARRAY[:firmId]::uuid[]', { firmId })
      .andWhere('(:at::timestamptz IS NULL OR (it.foundAt, it.id) < (:at, :id::uuid))', { at, id })
      .orderBy({ 'it.foundAt': 'DESC', 'it.id': 'DESC' })
      .limit(first + 1)
      .getMany();

    return pageOf(found, first, (difference) => [difference.foundAt.toISOString(), difference.id]);
  }

  private async compare(open: LineUpToRecheck, packId: string, toVersion: string): Promise<void> {
    const before = await this.outcomes(packId, open.fromVersion, open.facts);
    const after = await this.outcomes(packId, toVersion, open.facts);
    const rules = [...new Set([...before.keys(), ...after.keys()])].filter(
      (rule) => before.get(rule) !== after.get(rule),
    );
    if (rules.length === 0) return;
    const foundAt = await this.clock.now();
    const { tenderId, lotId, allianceId, bidId, fromVersion } = open;
    const firmIds = [...open.firmIds].sort();
    const rows = rules.map((rule) =>
      Object.assign(new PackDifference(), {
        id: newId(),
        packId,
        fromVersion,
        toVersion,
        tenderId,
        lotId,
        allianceId,
        bidId,
        firmIds,
        rule,
        foundAt,
        before: before.get(rule) ?? null,
        after: after.get(rule) ?? null,
      }),
    );
    await this.db.of(PackDifference).createQueryBuilder().insert().values(rows).orIgnore().execute();
    await this.inbox.tell({
      kind: 'PACK_CHANGED',
      key: `pack-changed:${packId}:${toVersion}:${bidId ?? allianceId}:${lotId}`,
      path: open.path,
      facts: { title: open.title, pack: packId, count: rules.length },
      firms: { firmIds, roles: ['OWNER', 'SIGNATORY', 'BIDDER'] },
    });
  }

  private async outcomes(id: string, version: string, facts: LineUpFacts): Promise<Map<string, PackOutcome>> {
    const pack = await this.packs.find(id, version);
    const verdicts = pack ? judgeLineUp(pack, facts) : [];
    const rules = [...new Set(verdicts.map(({ rule }) => rule.id))];

    return new Map(rules.map((name) => [name, worstOf(verdicts.filter(({ rule }) => rule.id === name))]));
  }
}
