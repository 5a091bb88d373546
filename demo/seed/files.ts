import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { Files } from '#libs/platform';
import { NotTold, type Teller } from './teller.js';

/** Hands files in through the port that uploads end in. */
export class FileHandIn {
  readonly #files: Files;

  constructor(
    app: INestApplicationContext,
    private readonly teller: Teller,
  ) {
    this.#files = app.get(Files);
  }

  /** @returns its id, for the verb that attaches it @throws NotTold when the port does not take it */
  async put(content: Uint8Array, purpose: string, name: string, personKey: string): Promise<string> {
    const about = { purpose, name, personId: this.teller.personId(personKey) };
    const file = await this.#files.put(Readable.from([Buffer.from(content)]), about);
    if ('problem' in file) throw new NotTold(`${name} was not taken for ${purpose}: ${file.problem}`);

    return file.id;
  }
}
