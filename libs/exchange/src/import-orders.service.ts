import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Firm } from '#libs/firms';
import {
  type Actor,
  CONFIG,
  Clock,
  type Config,
  Db,
  Files,
  Forbidden,
  Jobs,
  NotFound,
  OnJob,
  StoredFile,
} from '#libs/platform';
import { ImportRun } from './exchange-tables.entity.js';
import { ImportNeedsVerification, type ImportNoticesInput } from './import.graphql.js';
import { type ImportFile, Imports } from './imports.service.js';

const purpose = 'OCDS_IMPORT';

/** Files that people hand in to be read: the order at once, the reading as a job. */
@Injectable()
export class ImportOrders implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly imports: Imports,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: purpose,
      maxBytes: this.config.UPLOAD_LIMIT_MB * 1_048_576,
      // JSON is text to a sniffer.
      mediaTypes: ['application/json', 'text/plain', 'application/gzip'],
      mayRead: async (actor) => Promise.resolve(actor.operator),
    });
  }

  /** @throws Forbidden, ImportNeedsVerification, BadUserInput (not the person's upload) */
  async order(actor: Actor, { fileId, source, actingFor }: ImportNoticesInput): Promise<ImportRun> {
    if (!actor.operator) await this.ensureMayImport(actor, actingFor ?? null);
    const file = await this.files.attach(fileId, purpose, actor, await this.clock.now());
    const run = await this.imports.begin(this.opened(file), { source: source?.trim() ?? null, fileId, actor });
    await this.jobs.add('read-import', { runId: run.id }, { key: `read-import:${run.id}` });

    return run;
  }

  /** The run, for who asked for it and for operators. @throws NotFound */
  async visible(actor: Actor, id: string): Promise<ImportRun> {
    const run = await this.db.get(ImportRun, id);
    if (!actor.operator && run.personId !== actor.personId) throw new NotFound();

    return run;
  }

  @OnJob('read-import')
  async read({ runId }: { runId: string }): Promise<void> {
    const run = await this.db.get(ImportRun, runId);
    if (run.finishedAt) return;
    const file = await this.db.get(StoredFile, run.fileId!);
    await this.imports.read(run, this.opened(file), { source: run.source, sourceMark: await this.markOf(run) });
  }

  /** @throws Forbidden, ImportNeedsVerification */
  private async ensureMayImport(actor: Actor, firmId: string | null): Promise<void> {
    if (firmId === null || !actor.holds(firmId, 'BIDDER', 'EDITOR')) throw new Forbidden('OPERATOR, BIDDER, EDITOR');
    const firm = await this.db.get(Firm, firmId);
    if (!firm.verifiedAt) throw new ImportNeedsVerification();
  }

  private async markOf({ firmId }: ImportRun): Promise<string | undefined> {
    return firmId ? (await this.db.get(Firm, firmId)).publicId : undefined;
  }

  private opened(file: StoredFile): ImportFile {
    const { name } = file;
    const size = Number(file.size);

    return { name, size, open: () => ({ stream: this.files.read(file), name, size }) };
  }
}
