import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import {
  ImportSummary,
  Imports,
  Releases,
  StrictTally,
  fileSentenceOf,
  summaryTable,
  type ImportFile,
} from '#libs/exchange';
import { say } from '#libs/platform';
import { type Command, WrongUsage, print, withMarketplace } from './command.js';

const translate = (key: string, values: Readonly<Record<string, string>>): string => say(`exchange:${key}`, values);

/** Open standards in and out. */
export const exchange: Record<string, Command> = {
  import: {
    usage: '[--source NAME] [--strict] FILE…',
    about:
      'Takes notices of other publishers in (OCDS 1.0 and 1.1, packages, records, lists, JSON lines, also gzipped). Twice changes nothing. --strict also tells what deviates from the standard. Ends with 1 when part of a file could not be read, with 3 when --strict found deviations.',
    async run(args) {
      const { values, positionals } = readArguments(args, {
        source: { type: 'string' },
        strict: { type: 'boolean', default: false },
      });
      if (positionals.length === 0) throw new WrongUsage('Name one file or more.');
      const files = await Promise.all(positionals.map(fileAt));
      const source = typeof values['source'] === 'string' ? values['source'] : null;

      return withMarketplace((app) => importAll(app.get(Imports), files, source, values['strict'] === true));
    },
  },
  export: {
    usage: '[--out FILE] [--after SEQUENCE]',
    about:
      'Writes what was told of public tenders, openings and awards as one OCDS 1.1 package; to the screen without --out.',
    async run(args) {
      const { values, positionals } = readArguments(args, { out: { type: 'string' }, after: { type: 'string' } });
      const after = typeof values['after'] === 'string' ? values['after'] : '0';
      if (positionals.length > 0 || !/^\d{1,15}$/.test(after))
        throw new WrongUsage('Give --out FILE and --after NUMBER, or neither.');
      const out = typeof values['out'] === 'string' ? resolve(values['out']) : null;

      return withMarketplace((app) => exportAll(app.get(Releases), BigInt(after), out));
    },
  },
};

async function exportAll(releases: Releases, after: bigint, out: string | null): Promise<number> {
  await releases.tell();
  const pieces = releases.wholePackage(after);
  const first = await pieces.next();
  if (first.done) {
    process.stderr.write(`${translate('nothingToExport', {})}\n`);

    return 0;
  }
  let count = 0;
  async function* counted(): AsyncGenerator<string> {
    yield first.value as string;
    for await (const piece of pieces) {
      count++;
      yield piece;
    }
  }
  await pipeline(counted, out === null ? process.stdout : createWriteStream(out), { end: out !== null });
  // The last piece closes the package.
  if (out !== null) print(translate('exported', { count: String(count - 1), file: out }));

  return 0;
}

async function importAll(
  imports: Imports,
  files: readonly ImportFile[],
  source: string | null,
  isStrict: boolean,
): Promise<number> {
  const tally = new StrictTally();
  const summary = new ImportSummary();
  let [added, known, problems] = [0, 0, 0];
  for (const file of files) {
    const run = await imports.read(
      await imports.begin(file, { source }),
      file,
      { source },
      {
        onProgress: progressOf(file.name),
        onRelease(release) {
          summary.add(release.source, release.found.release, release);
          if (isStrict) tally.add(release.source, release.found.release);
        },
      },
    );
    added += run.added;
    known += run.known;
    problems += run.problems.filter(({ kind }) => kind === 'MALFORMED').length;
    for (const problem of run.problems) print(fileSentenceOf(problem, translate));
  }
  print(`\n${summaryTable(summary.rows(), translate)}\n`);
  print(translate('imported', { added: String(added), known: String(known) }));
  if (isStrict) print(`\n${tally.report(translate)}`);
  if (problems > 0) return 1;

  return isStrict && tally.isDeviating ? 3 : 0;
}

/** A line that is written over while it grows, on a terminal; on a log, a line every tenth. */
function progressOf(name: string): (read: number, total: number) => void {
  let told = 0;

  return (read, total) => {
    const percent = total === 0 ? 100 : Math.floor((read * 100) / total);
    if (percent < told + (process.stderr.isTTY ? 1 : 10)) return;
    told = percent;
    process.stderr.write(
      process.stderr.isTTY ? `\r${name}: ${percent} %${percent === 100 ? '\n' : ''}` : `${name}: ${percent} %\n`,
    );
  };
}

async function fileAt(path: string): Promise<ImportFile> {
  const full = resolve(path);
  const { size } = await stat(full).catch(() => {
    throw new WrongUsage(`There is no file ${path}.`);
  });
  const name = basename(full);

  return { name, size, open: () => ({ stream: createReadStream(full), name, size }) };
}

function readArguments(
  args: string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}
