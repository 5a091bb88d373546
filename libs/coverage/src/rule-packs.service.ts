import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, BadUserInput, Clock, Db, Jobs, NotFound, say } from '#libs/platform';
import { PackKind, PackShelf, type ReadPack, judgeNotice, readPack, readPacks } from '#libs/rule-packs';
import { type Notice, type PackObjection, ProcedurePacks } from '#libs/tenders';
import { noticeFacts } from './notice-facts.js';
import { objectionOf } from './pack-words.js';
import { RulePackRow } from './rule-pack.entity.js';
import { RulePackUnreadable } from './rule-packs.refusals.js';
import { shippedPacks } from './shipped-packs.js';

/** Same in every process that adds packs: one after the other, so that no two add the same version. */
const addingLock = 7_340_120_261_417;

/** The table of rule packs, and what tenders ask of it. */
@Injectable()
export class RulePacks implements OnModuleInit {
  #read: { digests: string; shelf: PackShelf } | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly procedures: ProcedurePacks,
  ) {}

  /** Puts the packs that came with this version into the table; those that are there stay as they are. */
  async onModuleInit(): Promise<void> {
    this.procedures.register({
      newest: async (id) => (await this.ensureNewest(id, 'PROCEDURE', 'input.notice.pack')).pack.version,
      objections: (notice) => this.objections(notice),
    });
    const now = await this.clock.now();
    for (const text of shippedPacks()) await this.db.transaction(() => this.ship(text, now));
  }

  /**
   * Adds a pack, or a newer version of one, for everybody; open bids are looked at again by a job.
   *
   * @throws RulePackUnreadable with all that is wrong
   */
  async add(actor: Actor, text: string): Promise<RulePackRow> {
    await this.db.sql('SELECT pg_advisory_xact_lock($1)', [addingLock]);
    const shelf = await this.shelf();
    const reading = readPack(parsed(text), shelf);
    if (!reading.ok) throw new RulePackUnreadable(reading.problems);
    const { id, version } = reading.read.pack;
    const before = shelf.newestOf(id);
    const now = await this.clock.now();
    await this.write(text, actor.person, now);
    if (before) await this.tellRenewed(id, before.pack.version, version);

    return this.db.of(RulePackRow).findOneByOrFail({ id, version });
  }

  /** All packs in their newest versions, procedures first, by name. */
  async newest(): Promise<ReadPack[]> {
    const shelf = await this.shelf();
    const ids = [...new Set(shelf.all.map(({ pack }) => pack.id))].sort();
    const packs = ids.flatMap((id) => shelf.newestOf(id) ?? []);

    return [
      ...packs.filter(({ pack }) => pack.kind === 'PROCEDURE'),
      ...packs.filter(({ pack }) => pack.kind === 'FORM'),
    ];
  }

  /** One version, the newest where none is named. @throws NotFound */
  async get(id: string, version?: string | null): Promise<ReadPack> {
    const found = await this.find(id, version);
    if (!found) throw new NotFound();

    return found;
  }

  /** As `get`; null where it is not here, such as for external notices. */
  async find(id: string, version?: string | null): Promise<ReadPack | null> {
    const shelf = await this.shelf();

    return (version ? shelf.get(id, version) : shelf.newestOf(id)) ?? null;
  }

  /** The newest version of a pack of the kind. @throws BadUserInput naming where it was asked for */
  async ensureNewest(id: string, kind: PackKind, path: string): Promise<ReadPack> {
    const found = (await this.shelf()).newestOf(id);
    if (found?.pack.kind !== kind) {
      const ids = (await this.newest()).flatMap(({ pack }) => (pack.kind === kind ? [pack.id] : []));
      throw new BadUserInput([{ path, read: id, message: say('packs:choose', { ids: ids.join(', ') }) }]);
    }

    return found;
  }

  async rows(): Promise<RulePackRow[]> {
    return this.db.of(RulePackRow).find({ order: { id: 'ASC', addedAt: 'ASC' } });
  }

  /** What a reviewed pack forbids; what only warns is told beside the notice instead (`Tender.packVerdicts`). */
  private async objections(notice: Notice): Promise<PackObjection[]> {
    const pack = await this.get(notice.tender.pack, notice.tender.packVersion);

    return judgeNotice(pack, noticeFacts(notice))
      .filter(({ outcome, onlyWarns }) => outcome === 'BREACH' && !onlyWarns)
      .map(objectionOf);
  }

  /** The packs as they are in the table now, read anew only when the table changed. */
  private async shelf(): Promise<PackShelf> {
    const [row] = await this.db.sql<{ digests: string }>(
      `SELECT coalesce(string_agg("digest", ' ' ORDER BY "id", "version"), '') AS "digests" FROM "rulePack"`,
    );
    const { digests } = row!;
    if (this.#read?.digests === digests) return this.#read.shelf;
    const rows = await this.db.of(RulePackRow).find();
    const { shelf, problems } = readPacks(rows.map(({ data }) => data));
    if (problems.length > 0) throw new Error(`A stored rule pack cannot be read: ${JSON.stringify(problems)}`);
    this.#read = { digests, shelf };

    return shelf;
  }

  /** One that comes with this Kongsi. Where an update brings a newer version, open bids are looked at again. */
  private async ship(text: string, now: Date): Promise<void> {
    const { id, version } = JSON.parse(text) as { id: string; version: string };
    const [row] = await this.db.sql<{ newest: number | null }>(
      `SELECT max("version"::integer) AS "newest" FROM "rulePack" WHERE "id" = $1`,
      [id],
    );
    const before = row!.newest ?? Infinity;
    const isNew = await this.write(text, null, now);
    if (isNew && before < Number(version)) await this.tellRenewed(id, String(before), version);
  }

  private async tellRenewed(packId: string, fromVersion: string, toVersion: string): Promise<void> {
    await this.jobs.add('rule-pack-renewed', { packId, fromVersion, toVersion });
  }

  /** @returns whether it was not here yet */
  private async write(text: string, addedByPersonId: string | null, now: Date): Promise<boolean> {
    const data = JSON.parse(text) as { id: string; version: string };
    const digest = `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
    const written = await this.db.sql(
      `INSERT INTO "rulePack" ("id", "version", "data", "digest", "addedByPersonId", "addedAt")
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [data.id, data.version, JSON.stringify(data), digest, addedByPersonId, now],
    );

    return written.length > 0;
  }
}

/** The file as JSON; what is none is read as no pack at all. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
