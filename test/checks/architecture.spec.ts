import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/**
 * Each rule of the architecture with a deliberate violation: a rule that cannot fail keeps nothing. The violations stand
 * in a small tree of their own, judged by the same programs with the same configuration as the real one.
 */

const root = process.cwd();

/** By hand, not read from the configuration: a name that is dropped there must be missed here. */
const street = [
  'platform',
  'people',
  'inbox',
  'firms',
  'governance',
  'tenders',
  'coverage',
  'partners',
  'alliances',
  'bids',
  'contracts',
  'showcase',
  'reputation',
  'sharing',
  'strategy',
  'exchange',
];

const folders: string[] = [];

/** A tree with these files and the repository's own configuration. */
function treeWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-architecture-'));
  folders.push(folder);
  for (const name of ['.dependency-cruiser.cjs', '.oxlintrc.json', 'tsconfig.json', 'package.json'])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }

  return folder;
}

function bin(name: string): string {
  return join(root, 'node_modules/.bin', name);
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('boundaries', () => {
  const door = Object.fromEntries(
    [...street, 'seal-format', 'requirements', 'finder', 'rule-packs'].map((name) => [
      `libs/${name}/src/index.ts`,
      `export const ${name.replace('-', '')} = 1;\n`,
    ]),
  );
  const toTheRight = Object.fromEntries(
    street.slice(0, -1).map((name, place) => {
      const next = street[place + 1];

      return [
        `libs/${name}/src/looks-right.ts`,
        `import { ${next} } from '#libs/${next}';\nexport const seen = ${next};\n`,
      ];
    }),
  );
  let broken: { rule: { name: string }; from: string }[];

  beforeAll(() => {
    const folder = treeWith({
      ...door,
      ...toTheRight,
      'libs/firms/src/only-types-count-too.ts': `import type { Secret } from '#libs/bids';\nexport type Known = Secret;\n`,
      'libs/bids/src/secret.ts': 'export type Secret = string;\nexport const secret = 1;\n',
      'libs/contracts/src/past-the-door.ts': `import { secret } from '../../bids/src/secret.js';\nexport const known = secret;\n`,
      'libs/contracts/src/through-the-door.ts': `import { bids } from '#libs/bids';\nexport const known = bids;\n`,
      'libs/bids/src/one.ts': `import { two } from './two.js';\nexport const one: number = two;\n`,
      'libs/bids/src/two.ts': `import { one } from './one.js';\nexport const two: number = one;\n`,
      'libs/extras/src/index.ts': 'export const extras = 1;\n',
      'libs/firms/src/uses-a-stranger.ts': `import { extras } from '#libs/extras';\nexport const known = extras;\n`,
      'libs/firms/src/knows-a-program.ts': `import { api } from '../../../apps/api/src/main.js';\nexport const known = api;\n`,
      'libs/firms/src/leads-nowhere.ts': `import { nothing } from '#libs/nowhere';\nexport const known = nothing;\n`,
      'libs/seal-format/src/not-pure.ts': `import { readFileSync } from 'node:fs';\nexport const known = readFileSync;\n`,
      'libs/seal-format/src/knows-a-library.ts': `import { platform } from '#libs/platform';\nexport const known = platform;\n`,
      'libs/requirements/src/not-pure.ts': `import { platform } from '#libs/platform';\nexport const known = platform;\n`,
      'libs/finder/src/reads-a-file.ts': `import { readFileSync } from 'node:fs';\nexport const known = readFileSync;\n`,
      'libs/finder/src/speaks-of-requirements.ts': `import { requirements } from '#libs/requirements';\nexport const known = requirements;\n`,
      'libs/rule-packs/src/not-pure.ts': `import { readFileSync } from 'node:fs';\nexport const known = readFileSync;\n`,
      'libs/rule-packs/src/knows-a-library.ts': `import { platform } from '#libs/platform';\nexport const known = platform;\n`,
      'libs/rule-packs/src/speaks-it.ts': `import { requirements } from '#libs/requirements';\nexport const known = requirements;\n`,
      'libs/platform/src/speaks-it.ts': `import { requirements } from '#libs/requirements';\nexport const known = requirements;\n`,
      'apps/api/src/main.ts': 'export const api = 1;\n',
      'apps/api/src/past-the-door.ts': `import { secret } from '../../../libs/bids/src/secret.js';\nexport const known = secret;\n`,
      'apps/api/src/through-the-door.ts': `import { bids } from '#libs/bids';\nexport const known = bids;\n`,
      'apps/api/src/knows-a-page.ts': `import { page } from '../../web/app/page.js';\nexport const known = page;\n`,
      'apps/web/app/page.ts': `import { sealformat } from '#libs/seal-format';\nexport const page = sealformat;\n`,
      'apps/web/app/knows-a-library.ts': `import { bids } from '#libs/bids';\nexport const known = bids;\n`,
    });
    const run = spawnSync(bin('depcruise'), ['--output-type', 'json', 'libs', 'apps'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 2 ** 20,
    });
    broken = JSON.parse(run.stdout).summary.violations;
  });

  /** The files a rule stopped. */
  function stoppedBy(rule: string): string[] {
    return [...new Set(broken.filter((one) => one.rule.name === rule).map((one) => one.from))].toSorted();
  }

  it.each(street.slice(0, -1))('%s cannot import its right neighbour', (name) => {
    expect(stoppedBy(`${name}-imports-only-to-its-left`)).toContain(`libs/${name}/src/looks-right.ts`);
  });

  it('types cross no boundary either', () => {
    expect(stoppedBy('firms-imports-only-to-its-left')).toContain('libs/firms/src/only-types-count-too.ts');
  });

  it.each([
    ['libraries-only-through-their-index', ['libs/contracts/src/past-the-door.ts']],
    ['from-outside-only-through-the-index', ['apps/api/src/past-the-door.ts']],
    ['no-cycles', ['libs/bids/src/one.ts']],
    ['every-library-stands-on-the-street', ['libs/firms/src/uses-a-stranger.ts']],
    ['libraries-never-import-programs', ['libs/firms/src/knows-a-program.ts']],
    ['aliases-lead-somewhere', ['libs/firms/src/leads-nowhere.ts']],
    ['seal-format-is-pure', ['libs/seal-format/src/knows-a-library.ts', 'libs/seal-format/src/not-pure.ts']],
    ['requirements-are-pure', ['libs/requirements/src/not-pure.ts']],
    ['the-finder-is-pure', ['libs/finder/src/reads-a-file.ts', 'libs/finder/src/speaks-of-requirements.ts']],
    ['rule-packs-are-pure', ['libs/rule-packs/src/knows-a-library.ts', 'libs/rule-packs/src/not-pure.ts']],
    ['pages-share-only-the-seal-format', ['apps/web/app/knows-a-library.ts']],
    ['programs-never-import-pages', ['apps/api/src/knows-a-page.ts']],
  ])('%s stops these and nothing else', (rule, files) => {
    expect(stoppedBy(rule)).toEqual(files);
  });

  it('leaves alone what goes to the left and through the door', () => {
    const stopped = broken.map((one) => one.from);

    expect(stopped).not.toContain('libs/platform/src/speaks-it.ts');
    expect(stopped).not.toContain('libs/rule-packs/src/speaks-it.ts');
    expect(stopped).not.toContain('libs/contracts/src/through-the-door.ts');
    expect(stopped).not.toContain('apps/api/src/through-the-door.ts');
    expect(stopped).not.toContain('apps/web/app/page.ts');
  });
});

describe('lint', () => {
  const repository = `import { Repository } from 'typeorm';\nexport const door = Repository;\n`;
  const longFile = (lines: number): string =>
    Array.from({ length: lines }, (_, line) => `export const line${line} = ${line};\n`).join('');
  let found: { code: string; filename: string }[];

  beforeAll(() => {
    const folder = treeWith({
      'libs/bids/src/own-tables.ts': repository,
      'libs/platform/src/db.ts': repository,
      'libs/bids/src/too-long.ts': longFile(251),
      'libs/bids/src/long.ts': longFile(250),
      'libs/bids/src/long.spec.ts': longFile(400),
      'libs/bids/src/too-long.spec.ts': longFile(401),
      'libs/bids/src/forgets.ts':
        'const later = async (): Promise<void> => {};\nexport function forgets(): void {\n  later();\n}\n',
      'libs/bids/src/environment.ts': `export const port = process.env['PORT'];\n`,
      'libs/platform/src/config.ts': `export const port = process.env['PORT'];\n`,
      'libs/bids/src/half.ts':
        `export type State = 'OPEN' | 'SHUT';\nexport function half(state: State): number {\n  switch (state) {\n` +
        `    case 'OPEN':\n      return 1;\n  }\n\n  return 0;\n}\n`,
      'libs/bids/src/anything.ts': 'export const anything = (value: any): unknown => value;\n',
    });
    const run = spawnSync(bin('oxlint'), ['--type-aware', '--deny-warnings', '--format', 'json', 'libs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    found = JSON.parse(run.stdout).diagnostics;
  });

  it.each([
    ['no-restricted-imports', ['libs/bids/src/own-tables.ts']],
    ['max-lines', ['libs/bids/src/too-long.spec.ts', 'libs/bids/src/too-long.ts']],
    ['no-floating-promises', ['libs/bids/src/forgets.ts']],
    ['no-process-env', ['libs/bids/src/environment.ts']],
    ['switch-exhaustiveness-check', ['libs/bids/src/half.ts']],
    ['no-explicit-any', ['libs/bids/src/anything.ts']],
  ])('%s stops these and nothing else', (rule, files) => {
    const stopped = found.filter((one) => one.code.includes(`(${rule})`)).map((one) => one.filename);

    expect([...new Set(stopped)].toSorted()).toEqual(files);
  });
});

describe('checks of our own', () => {
  /** What a check says about a place, and whether it lets it pass. */
  function verdictOf(tool: string, place: string): { passes: boolean; said: string } {
    const run = spawnSync(process.execPath, [join(root, 'tools', tool), place], { encoding: 'utf8' });

    return { passes: run.status === 0, said: run.stderr };
  }

  describe('the schema is described', () => {
    const schema = (ofName: string): string =>
      `"""A company or sole trader that acts on Kongsi."""\ntype Firm {\n  ${ofName}\n  name: String!\n}\n`;

    it.each([
      ['missing', '', 'Firm.name: no description'],
      ['only the name again', '"The name of the firm."', 'Firm.name: only repeats its name'],
    ])('%s', (_case, description, finding) => {
      const folder = treeWith({ 'schema.graphql': schema(description) });

      expect(verdictOf('schema-descriptions.mjs', join(folder, 'schema.graphql'))).toEqual({
        passes: false,
        said: expect.stringContaining(finding),
      });
    });

    it('passes with words an outsider learns something from', () => {
      const folder = treeWith({ 'schema.graphql': schema('"As it stands in the trade register."') });

      expect(verdictOf('schema-descriptions.mjs', join(folder, 'schema.graphql'))).toEqual({ passes: true, said: '' });
    });
  });

  describe('every language has every text', () => {
    const english = { welcome: 'Hello {{name}}', firms_one: '{{count}} firm', firms_other: '{{count}} firms' };
    const indonesian = { welcome: 'Halo {{name}}', firms_other: '{{count}} perusahaan' };

    it.each([
      ['a key that is missing', { firms_other: '{{count}} perusahaan' }, 'locales/id/app.json: welcome is missing'],
      ['an empty text', { ...indonesian, welcome: ' ' }, 'locales/id/app.json: welcome is missing'],
      ['another blank', { ...indonesian, welcome: 'Halo {{nama}}' }, 'welcome has different blanks: name and nama'],
      [
        'a form the language does not have',
        { ...indonesian, firms_one: '{{count}} perusahaan' },
        'firms_one is never used',
      ],
    ])('%s', (_case, texts, finding) => {
      const folder = treeWith({ 'en/app.json': JSON.stringify(english), 'id/app.json': JSON.stringify(texts) });

      expect(verdictOf('locales.mjs', folder)).toEqual({ passes: false, said: expect.stringContaining(finding) });
    });

    it('passes when both are complete, each counting in its own way', () => {
      const folder = treeWith({ 'en/app.json': JSON.stringify(english), 'id/app.json': JSON.stringify(indonesian) });

      expect(verdictOf('locales.mjs', folder)).toEqual({ passes: true, said: '' });
    });
  });

  describe('one clock', () => {
    let said: string;

    beforeAll(() => {
      const folder = treeWith({
        'migrations/0001-default.ts': 'export const sql = `CREATE TABLE bid ("madeAt" timestamptz DEFAULT now())`;\n',
        'migrations/0002-constraint.ts': 'export const sql = `CHECK ("madeAt" <= CURRENT_TIMESTAMP)`;\n',
        'libs/bids/src/statement.ts': 'export const sql = `SELECT * FROM bid WHERE "dueAt" < clock_timestamp()`;\n',
        'libs/bids/src/machine.ts': 'export const late = (): number => Date.now();\n',
        'apps/api/src/main.ts': 'export const late = new Date();\n',
        'libs/platform/src/clock.ts': 'export const sql = `SELECT clock_timestamp()`;\n',
        'libs/bids/src/words.ts': `export const text = 'Bid now() or never';\nexport const day = new Date(0);\n`,
      });
      said = verdictOf('one-clock.mjs', folder).said;
    });

    it.each([
      ['a default', 'migrations/0001-default.ts:1: now() in SQL'],
      ['a constraint', 'migrations/0002-constraint.ts:1: CURRENT_TIMESTAMP in SQL'],
      ['a statement', 'libs/bids/src/statement.ts:1: clock_timestamp() in SQL'],
      ['the machine', 'libs/bids/src/machine.ts:1: Date.now() reads the machine’s clock'],
      ['the machine, again', 'apps/api/src/main.ts:1: new Date() reads the machine’s clock'],
    ])('%s', (_case, finding) => {
      expect(said).toContain(finding);
    });

    it('leaves alone the clock itself, and words about now', () => {
      expect(said.trim().split('\n')).toHaveLength(1 + 5);
    });
  });
});
