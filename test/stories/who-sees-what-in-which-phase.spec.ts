import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Wrong,
  flippedPolicyTable,
  makePoliciesFlippable,
  policies,
  whileWrong,
} from '../matrix/flippable-policies.js';
import { fileFlips, makeFilesFlippable, readersOf } from '../matrix/flippable-files.js';
import { makeMethodsFlippable, methodFlips } from '../matrix/flippable-methods.js';
import { flips } from '../matrix/flips.js';
import type { Matrix, Part } from '../matrix/matrix.js';
import type { MatrixName } from '../matrix/world.js';
import type { Kongsi } from '../support/kongsi.js';
import type { NotaryActing } from '../support/notary.js';

/** How many cells each has at least: one that asks nothing is green as well. */
const sizes: [name: MatrixName, least: number][] = [
  ['tenders', 10_000],
  ['alliances', 100],
  ['firms', 100],
  ['projects', 100],
  ['papers', 30],
];
/** Every rule that is flipped, which way, and the few cells that are asked again then. */
const everyFlip: [rule: string, how: Wrong, matrix: MatrixName, part: Part, isTwin: boolean][] = [
  ...Object.entries(flips).map(([rule, flip]) => ({ rule, ...flip })),
  ...methodFlips.map(({ method, ...flip }) => ({ rule: method, ...flip })),
  ...Object.entries(fileFlips).map(([purpose, flip]) => ({ rule: readersOf(purpose), ...flip })),
].flatMap(({ rule, matrix, seen, ...flip }) =>
  (['OPEN', 'SHUT'] as const)
    .filter((how) => seen[how].columns)
    .map((how): [string, Wrong, MatrixName, Part, boolean] => [rule, how, matrix, seen[how], 'isTwin' in flip]),
);

describe('who sees what in which phase', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let purposes: string[];
  let matrices: Record<MatrixName, Matrix>;
  let asking: typeof import('../matrix/matrix.js');
  let twins: typeof import('../matrix/twins.js');

  // The rules get their switches before anything of the product is loaded; as long as nothing is flipped they are what they are.
  beforeAll(async () => {
    await makePoliciesFlippable(flips);
    const { startKongsi } = await import('../support/kongsi.js');
    const { startNotary } = await import('../support/notary.js');
    const { makeWorld } = await import('../matrix/world.js');
    asking = await import('../matrix/matrix.js');
    twins = await import('../matrix/twins.js');
    await makeMethodsFlippable();
    purposes = await makeFilesFlippable();
    kongsi = await startKongsi();
    await kongsi.pool.query(flippedPolicyTable);
    notary = await startNotary(kongsi, { pool: 24 });
    matrices = await makeWorld(kongsi, notary);
  }, 600_000);
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  it.each(sizes)(
    '%s: every cell is as it is written by hand, by both ways in',
    async (name, least) => {
      const { asked, red } = await asking.askMatrix(matrices[name]);

      expect(asked).toBeGreaterThanOrEqual(least);
      expect(asking.told(red)).toEqual([]);
    },
    600_000,
  );

  it('knows every rule and every kind of file there is, and flips each both ways', async () => {
    expect((await policies()).sort()).toEqual(Object.keys(flips).sort());
    expect(everyFlip.filter(([rule]) => rule in flips)).toHaveLength(2 * Object.keys(flips).length);
    expect([...purposes].sort()).toEqual(Object.keys(fileFlips).sort());
  });

  it.each(everyFlip)('turns red when %s is %s', async (rule, how, name, part, isTwin) => {
    const before = await asking.askMatrix(matrices[name], part);
    const { red } = await whileWrong(kongsi.pool, rule, how, () => asking.askMatrix(matrices[name], part));

    expect(before.red).toEqual([]);
    // An api that broke is red as well, and tells nothing of who sees what.
    expect(asking.told(red.filter(({ seen }) => seen.startsWith('X')))).toEqual([]);
    expect(red.filter(({ cell }) => isTwin || !twins.isOfRule(cell)).length).toBeGreaterThan(0);
  });
});
