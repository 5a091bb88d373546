import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { takeLock } from '../../tools/lock.mjs';
import { type RunningPostgres, startPostgres } from '../../tools/postgres.mjs';

jest.setTimeout(60_000);

const isRoot = process.getuid?.() === 0;

async function ask<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  // Killing the server ends sessions; that is what these stories are about, not a failure of theirs.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  let folder: string;
  let dataDir: string;
  let servers: RunningPostgres[];

  async function start(options: { port?: number } = {}): Promise<RunningPostgres> {
    const server = await startPostgres({ dataDir, ...options });
    servers.push(server);

    return server;
  }

  async function killed(server: RunningPostgres): Promise<void> {
    process.kill(server.pid, 'SIGKILL');
    await server.exited();
  }

  /** A folder the database's user can enter, whoever runs this. */
  function newFolder(): string {
    const made = mkdtempSync(join(tmpdir(), 'kongsi-launcher-'));
    chmodSync(made, 0o711);

    return made;
  }

  // Making a durable cluster takes a second: these stories continue with one, each from a stopped server.
  beforeAll(() => {
    folder = newFolder();
    dataDir = join(folder, 'postgres');
    servers = [];
  });
  afterEach(async () => {
    for (const server of servers.splice(0).toReversed()) await server.stop();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes what it acknowledges to the disk, and answers on this machine only', async () => {
    const { url, cluster } = await start();
    const settings = await ask<{ name: string; setting: string }>(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN
         ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses') ORDER BY name`,
    );

    expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      synchronous_commit: 'on',
    });
    expect(statSync(join(cluster, 'kongsi.password')).mode & 0o777).toBe(0o600);
    await expect(ask(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('keeps every committed row through kill -9, and comes back at the same address', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept (id int)');
    await ask(first.url, 'INSERT INTO kept VALUES (1)');
    await killed(first);

    const second = await start();

    await expect(ask(second.url, 'SELECT id FROM kept')).resolves.toEqual([{ id: 1 }]);
    expect(second.url).toBe(first.url);
  });

  it('starts although the pid of the killed server is another program’s by now', async () => {
    const first = await start();
    await killed(first);
    const pidFile = join(first.cluster, 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));

    const second = await start();

    expect(second.adopted).toBe(false);
    await expect(ask(second.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('is adopted when it still runs', async () => {
    const first = await start();
    const second = await startPostgres({ dataDir });

    expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
  });

  it('is made anew when a first start was killed half-way', async () => {
    const other = newFolder();
    mkdirSync(join(other, 'postgres.new'));
    writeFileSync(join(other, 'postgres.new', 'PG_VERSION'), '17\n');

    const server = await startPostgres({ dataDir: join(other, 'postgres') });
    const rows = await ask(server.url, 'SELECT current_database() AS name');
    await server.stop();
    rmSync(other, { recursive: true });

    expect(rows).toEqual([{ name: 'kongsi' }]);
  });

  it('says in one line which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;

    await expect(startPostgres({ dataDir, port })).rejects.toThrow(
      `Port ${port}, wanted for the database, is taken by another program.`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('says in one line that a folder cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');

    await expect(startPostgres({ dataDir: join(file, 'data', 'postgres') })).rejects.toThrow(
      /^\S+ cannot be made \(ENOTDIR\)\. Choose a folder/,
    );
  });

  it('lies where its user can enter, and the folder asked for says where', async () => {
    const closed = newFolder();
    chmodSync(closed, 0o700);
    const { cluster, moved, url, stop } = await startPostgres({ dataDir: join(closed, 'postgres') });
    const rows = await ask(url, 'SELECT 1 AS one');
    await stop();
    const where = existsSync(join(closed, 'where')) ? readFileSync(join(closed, 'where'), 'utf8').trim() : undefined;
    rmSync(closed, { recursive: true });
    if (moved) rmSync(dirname(cluster), { recursive: true });

    expect(rows).toEqual([{ one: 1 }]);
    // Only root's database runs as somebody else, who cannot enter a closed folder.
    expect({ moved, where }).toEqual(isRoot ? { moved: true, where: cluster } : { moved: false, where: undefined });
    expect(cluster).toMatch(isRoot ? /^\/var\/lib\/kongsi\/[0-9a-f]{16}\/postgres$/ : closed);
  });

  it('leaves nothing behind when it was to be thrown away', async () => {
    const server = await startPostgres({ throwaway: true });
    const settings = await ask<{ fsync: string }>(server.url, 'SHOW fsync');
    await server.stop();

    expect(settings).toEqual([{ fsync: 'off' }]);
    expect(existsSync(dirname(server.cluster))).toBe(false);
  });
});

describe('one at a time', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kongsi-lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('the second is told who was first, until that one is done', () => {
    const file = join(folder, 'run', 'start.json');
    const first = takeLock(file, { address: 'http://localhost:3000' });

    expect(takeLock(file)).toMatchObject({
      taken: false,
      holder: { pid: process.pid, address: 'http://localhost:3000' },
    });
    if (first.taken) first.release();
    expect(takeLock(file).taken).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(['start.json']);
  });

  it('a lock whose holder was killed holds nothing, even if its pid lives on in another program', () => {
    const file = join(folder, 'start.json');
    writeFileSync(file, JSON.stringify({ pid: process.pid, command: 'node tools/start.mjs of yesterday' }));

    expect(takeLock(file).taken).toBe(true);
  });
});
