import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Wrong,
  flippedPolicyTable,
  makePoliciesFlippable,
  policies,
  whileWrong,
} from '../matrix/flippable-policies.js';
import { makeMethodsFlippable, methodFlips } from '../matrix/flippable-methods.js';
import { flips, toldByOthers } from '../matrix/flips.js';
import type { Matrix, Part } from '../matrix/matrix.js';
import type { MatrixName } from '../matrix/world.js';
import type { Kongsi } from '../support/kongsi.js';
import type { NotaryActing } from '../support/notary.js';

const names: MatrixName[] = ['tenders', 'alliances', 'firms', 'projects'];
/** Every rule that is flipped, which way, and the few cells that are asked again then. */
const everyFlip: [rule: string, how: Wrong, matrix: MatrixName, part: Part][] = [
  ...Object.entries(flips).map(([rule, flip]) => ({ rule, ...flip })),
  ...methodFlips.map(({ method, ...flip }) => ({ rule: method, ...flip })),
].flatMap(({ rule, matrix, seen }) =>
  (['OPEN', 'SHUT'] as const)
    .filter((how) => seen[how].columns)
    .map((how): [string, Wrong, MatrixName, Part] => [rule, how, matrix, seen[how]]),
);

describe('who sees what in which phase', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let matrices: Record<MatrixName, Matrix>;
  let asking: typeof import('../matrix/matrix.js');

  // The rules get their switches before anything of the product is loaded; as long as nothing is flipped they are what they are.
  beforeAll(async () => {
    await makePoliciesFlippable(flips);
    const { startKongsi } = await import('../support/kongsi.js');
    const { startNotary } = await import('../support/notary.js');
    const { makeWorld } = await import('../matrix/world.js');
    asking = await import('../matrix/matrix.js');
    await makeMethodsFlippable();
    kongsi = await startKongsi();
    await kongsi.pool.query(flippedPolicyTable);
    notary = await startNotary(kongsi, { pool: 24 });
    matrices = await makeWorld(kongsi, notary);
  }, 600_000);
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  it.each(names)(
    '%s: every cell is as it is written by hand, by both ways in',
    async (name) => {
      const { asked, red } = await asking.askMatrix(matrices[name]);

      expect(asked).toBeGreaterThan(100);
      expect(asking.told(red)).toEqual([]);
    },
    600_000,
  );

  it('knows every rule there is, and flips it or says who does', async () => {
    const known = [...Object.keys(flips), ...Object.keys(toldByOthers)];
    const missing = Object.values(toldByOthers).filter(
      (story) => !existsSync(join(import.meta.dirname, `${story}.spec.ts`)),
    );

    expect((await policies()).sort()).toEqual(known.sort());
    expect(missing).toEqual([]);
  });

  it.each(everyFlip)('turns red when %s is %s', async (rule, how, name, part) => {
    const before = await asking.askMatrix(matrices[name], part);
    const { red } = await whileWrong(kongsi.pool, rule, how, () => asking.askMatrix(matrices[name], part));

    expect(before.red).toEqual([]);
    expect(red.length).toBeGreaterThan(0);
  });
});
