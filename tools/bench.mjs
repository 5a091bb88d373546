/**
 * `npm run bench -- api submit`: measures side by side, in one run, on this machine. Each `bench/<name>.bench.mjs` exports
 * `run(context)` and returns rows; every figure is a ratio against something that ran beside it.
 *
 * `bench/README.md` says what each measures.
 *
 * context: `newDatabase()` (the URL of a migrated database, durable, thrown away afterwards), `root`, `say(line)`.
 * row: `{ work, ours, limit, unit, ratio, note? }` – `ratio` is ours ÷ limit, computed by the bench that knows which way is better.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { buildIfStale, root } from './build.mjs';
import { program } from './place.mjs';
import { startPostgres } from './postgres.mjs';
import { Plain, runTool } from './processes.mjs';

const folder = join(root, 'bench');
/** What is measured together: candidates and whole questions belong to what is said of the finder. */
const beside = new Map([['finder', ['market']]]);
let made = 0;
let postgresVersion = '';

await runTool(async () => {
  const names = chosen(process.argv.slice(2));
  await buildIfStale({ programs: true });
  const home = mkdtempSync(join(tmpdir(), 'kongsi-bench-'));
  chmodSync(home, 0o711);
  // Durable like the real one: a submission that need not reach the disk would be no measure of a submission.
  const server = await startPostgres({ dataDir: join(home, 'postgres') });
  try {
    postgresVersion = await versionOf(server.url);
    for (const name of names) {
      console.log(`\n${name}`);
      const { run } = await import(join(folder, `${name}.bench.mjs`));
      const rows = await run({
        newDatabase: () => newDatabase(server.url, home),
        root,
        say: (line) => console.log(`  ${line}`),
      });
      if (rows.length === 0) continue; // it said why; the results of an earlier run stay
      const lines = table(rows);
      for (const line of lines) console.log(`  ${line}`);
      save(name, rows, lines);
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
});

/** @param {string[]} wished */
function chosen(wished) {
  const there = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.bench.mjs'))
        .map((file) => file.slice(0, -'.bench.mjs'.length))
    : [];
  const unknown = wished.filter((name) => !there.includes(name));
  if (unknown.length > 0 || there.length === 0)
    throw new Plain(`There is no bench "${unknown.join('", "')}"; there are: ${there.join(', ') || 'none'}.`);

  return wished.length > 0 ? [...new Set(wished.flatMap((name) => [name, ...(beside.get(name) ?? [])]))] : there;
}

/** @param {string} url @param {string} home */
function migrate(url, home) {
  for (const command of ['migrate', 'load-reference']) {
    const ran = spawnSync(process.execPath, [program('cli'), command], {
      env: { ...process.env, DATABASE_URL: url, KONGSI_DATA_DIR: home, NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Plain(`\`kongsi ${command}\` failed:\n${ran.stdout}${ran.stderr}`);
  }
}

/** @param {string} url */
async function versionOf(url) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SHOW server_version');
  await client.end();

  return rows[0].server_version;
}

/** @param {string} server @param {string} home */
async function newDatabase(server, home) {
  const name = `bench_${(made += 1)}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  migrate(url.href, home);

  return url.href;
}

/** The rows as lines of text. @param {{ work: string, ours: number, limit: number, unit: string, ratio: number, note?: string }[]} rows */
function table(rows) {
  const number = (/** @type {number} */ value) =>
    Number.isNaN(value) ? '–' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
  const lines = [
    ['work', 'ours', 'limit', 'unit', 'ratio', ''],
    ...rows.map((row) => [
      row.work,
      number(row.ours),
      number(row.limit),
      row.unit,
      Number.isNaN(row.ratio) ? '–' : row.ratio.toFixed(2),
      row.note ?? '',
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));

  return lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column === line.length - 1 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
}

/**
 * `<day>-<name>.json` holds everything, `latest-<name>.md` the table. A later run of the same day replaces them.
 * @param {string} name @param {object[]} rows @param {string[]} lines
 */
function save(name, rows, lines) {
  const machine = {
    cpu: cpus()[0]?.model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.versions.node,
    postgres: postgresVersion,
  };
  const measuredAt = new Date().toISOString();
  const results = join(folder, 'results');
  mkdirSync(results, { recursive: true });
  const file = join(results, `${measuredAt.slice(0, 10)}-${name}.json`);
  writeFileSync(file, `${JSON.stringify({ measuredAt, machine, rows }, undefined, 2)}\n`);
  const { cpu, cores, memoryGiB, node, postgres } = machine;
  writeFileSync(
    join(results, `latest-${name}.md`),
    [
      `# ${name}, ${measuredAt.slice(0, 10)}`,
      '',
      `${cores} cores (${cpu}), ${memoryGiB} GiB, ${machine.platform}, Node ${node}, PostgreSQL ${postgres}.`,
      'What the columns mean: [README](../README.md).',
      '',
      '```text',
      ...lines,
      '```',
      '',
    ].join('\n'),
  );
  console.log(`\nWritten to ${file.slice(root.length + 1)}`);
}
