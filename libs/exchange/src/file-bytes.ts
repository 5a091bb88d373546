import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file to read: its path, or a stream of bytes with a name to be called by and, if known, its size in bytes. */
export type FileSource = string | { stream: Readable; name: string; size?: number };

/** Told while a file is read: bytes read so far, as they lie on disk, of the whole (null when nobody knows). */
export type OnProgress = (read: number, total: number | null) => void;

export function nameOf(source: FileSource): string {
  return typeof source === 'string' ? basename(source) : source.name;
}

/**
 * The plain bytes of a file: unzipped when it begins as gzip does, without a byte order mark, UTF-16 turned into UTF-8.
 * What the name ends in does not matter.
 * @throws what the disk or zlib throws, after everything before the damage was given.
 */
export async function* plainBytes(source: FileSource, onProgress?: OnProgress): AsyncGenerator<Buffer> {
  const total = typeof source === 'string' ? (await stat(source)).size : (source.size ?? null);
  const raw = withProgress(typeof source === 'string' ? createReadStream(source) : source.stream, total, onProgress);
  const { head, whole } = await peek(raw);
  yield* withoutMark(head[0] === 0x1f && head[1] === 0x8b ? unzipped(whole) : whole);
}

async function* withProgress(stream: Readable, total: number | null, tell?: OnProgress): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const piece of stream) {
    const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(piece as string);
    read += bytes.length;
    yield bytes;
    tell?.(read, total);
  }
}

/** Looks at the first three bytes without losing them, however small the first pieces are. */
async function peek(bytes: AsyncGenerator<Buffer>): Promise<{ head: Buffer; whole: AsyncGenerator<Buffer> }> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 3) {
    const next = await bytes.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      yield* bytes;
    } finally {
      // a reader that stops at the head has not yet touched the rest
      await bytes.return(undefined);
    }
  }

  return { head, whole: whole() };
}

async function* unzipped(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // the error reaches whoever reads from gunzip; the callback only keeps the process alive
  pipeline(Readable.from(bytes), gunzip, () => undefined);
  for await (const piece of gunzip) yield piece as Buffer;
}

async function* withoutMark(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { head, whole } = await peek(bytes);
  const mark = head.subarray(0, 2).toString('hex');
  const wide = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : null;
  if (wide) {
    const decoder = new TextDecoder(wide);
    for await (const piece of whole) yield Buffer.from(decoder.decode(piece, { stream: true }));
    return;
  }
  let skip = head.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0;
  for await (const piece of whole) {
    yield piece.subarray(skip);
    skip = 0;
  }
}
