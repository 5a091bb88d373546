import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { FileStore } from '@tus/file-store';
import { Server, Upload as Transfer } from '@tus/server';
import type { NextFunction, Request, Response } from 'express';
import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { type Config, dataFile } from './config.js';
import { Db } from './db.js';
import { BadUserInput } from './errors.js';
import { Upload } from './file.entity.js';
import { Files } from './files.js';
import { Identity } from './identity.js';
import { newId } from './ids.js';
import { say } from './language.js';
import { CONFIG } from './tokens.js';

const path = '/uploads';

/** Resumable uploads (tus 1.0): announced through GraphQL, sent in pieces to `/uploads/<id>`, taken when the last byte is there. */
@Injectable()
export class Uploads {
  readonly #folder: string;
  readonly #store: FileStore;
  readonly #server: Server;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly identity: Identity,
    @Inject(CONFIG) config: Config,
  ) {
    this.#folder = dataFile(config, 'uploads');
    this.#store = new FileStore({ directory: this.#folder });
    this.#server = new Server({
      path,
      relativeLocation: true,
      datastore: this.#store,
      onUploadFinish: async (_, transfer) => {
        await this.#arrived(transfer.id);

        return {};
      },
    });
  }

  /** Announces an upload. @throws BadUserInput for an unknown purpose or a file beyond its limit */
  async begin(actor: Actor, input: { purpose: string; name: string; size: number }): Promise<Upload> {
    const { maxBytes } = this.files.purpose(input.purpose);
    if (input.size > maxBytes) {
      throw new BadUserInput([
        {
          path: 'input.size',
          read: input.size,
          message: say('files:tooLarge', { megabytes: Math.floor(maxBytes / 1_048_576) }),
        },
      ]);
    }
    const upload = await this.db.of(Upload).save(
      Object.assign(new Upload(), {
        id: newId(),
        personId: actor.person,
        sessionId: actor.sessionId,
        purpose: input.purpose,
        name: input.name,
        size: BigInt(input.size),
        createdAt: await this.clock.now(),
        fileId: null,
        problem: null,
      }),
    );
    await mkdir(this.#folder, { recursive: true });
    await this.#store.create(new Transfer({ id: upload.id, size: input.size, offset: 0 }));

    return upload;
  }

  /** Only the person who announced an upload may send its bytes or ask how far it is. */
  handle = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (!req.path.startsWith(`${path}/`)) return next();
    const id = req.path.slice(path.length + 1);
    const actor = await this.identity.of(req);
    const upload = /^[0-9a-f-]{36}$/.test(id) ? await this.db.of(Upload).findOneBy({ id }) : null;
    if (!upload || upload.personId !== actor.personId || !['HEAD', 'PATCH', 'DELETE'].includes(req.method)) {
      res.status(404).json({ errors: [{ message: say('errors:notFound'), extensions: { code: 'NOT_FOUND' } }] });

      return undefined;
    }
    await this.#server.handle(req, res);
  };

  async #arrived(id: string): Promise<void> {
    const upload = await this.db.get(Upload, id);
    const taken = await this.files.take(join(this.#folder, id), upload);
    await this.db.of(Upload).update({ id }, 'problem' in taken ? { problem: taken.problem } : { fileId: taken.id });
    await rm(join(this.#folder, id), { force: true });
    await rm(join(this.#folder, `${id}.json`), { force: true });
  }
}
