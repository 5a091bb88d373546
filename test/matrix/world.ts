import type { Kongsi } from '../support/kongsi.js';
import type { NotaryActing } from '../support/notary.js';
import { allianceMatrix } from './alliance-matrix.js';
import { firmMatrix } from './firm-matrix.js';
import type { Matrix } from './matrix.js';
import { papersMatrix } from './papers-matrix.js';
import { projectMatrix } from './project-matrix.js';
import { tenderMatrix } from './tender-matrix.js';
import { makeTenderWorld } from './tender-world.js';

export type MatrixName = 'tenders' | 'alliances' | 'firms' | 'projects' | 'papers';

/** Everything that can be seen, in every phase it can be in, and everybody who looks. */
export async function makeWorld(kongsi: Kongsi, notary: NotaryActing): Promise<Record<MatrixName, Matrix>> {
  const world = await makeTenderWorld(kongsi, notary);

  return {
    tenders: await tenderMatrix(world),
    alliances: await allianceMatrix(world),
    firms: await firmMatrix(world),
    projects: await projectMatrix(world),
    papers: await papersMatrix(world),
  };
}
