import type { FilePurpose, Files } from '#libs/platform';
import { isWrong } from './flippable-policies.js';
import type { Part } from './matrix.js';
import type { MatrixName } from './world.js';

/** What files are uploaded for, where it shows that their readers are wrong, and where that anybody reads them. */
export interface FileFlip {
  matrix: MatrixName;
  seen: { OPEN: Part; SHUT: Part };
}

const at = (column: string, ...readers: string[]): Part => ({ columns: [column], readers, ways: ['FREE'] });

/** By hand: every purpose a library registers. */
export const fileFlips: Record<string, FileFlip> = {
  TENDER_DOCUMENT: { matrix: 'tenders', seen: { OPEN: at('O', 'RIVAL'), SHUT: at('O', 'OWNER') } },
  SEALED_ENVELOPE: { matrix: 'tenders', seen: { OPEN: at('O', 'OWNER'), SHUT: at('O', 'LEAD_VIEWER') } },
  BID_DOCUMENT: { matrix: 'tenders', seen: { OPEN: at('E', 'RIVAL'), SHUT: at('E', 'OWNER') } },
  CLARIFICATION: { matrix: 'tenders', seen: { OPEN: at('E', 'RIVAL'), SHUT: at('E', 'OWNER') } },
  CONTRACT: { matrix: 'tenders', seen: { OPEN: at('S', 'EVALUATOR'), SHUT: at('S', 'LEAD') } },
  SIGNED_AGREEMENT: { matrix: 'alliances', seen: { OPEN: at('p', 'ASKED'), SHUT: at('p', 'FORMER') } },
  EVIDENCE: { matrix: 'firms', seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'NOBODY') } },
  SIGNING_POWER: { matrix: 'firms', seen: { OPEN: at('P', 'OTHER'), SHUT: at('P', 'VIEWER') } },
  SHOWCASE_PICTURE: { matrix: 'projects', seen: { OPEN: at('d', 'NOBODY'), SHUT: at('n', 'NOBODY') } },
  OUTSIDE_RECEIPT: { matrix: 'papers', seen: { OPEN: at('r', 'PARTNER'), SHUT: at('r', 'LEAD_VIEWER') } },
  OCDS_IMPORT: { matrix: 'papers', seen: { OPEN: at('m', 'LEAD'), SHUT: at('m', 'OPERATOR') } },
};

/** The name of the rule under which its readers are flipped. */
export const readersOf = (purpose: string): string => `readers of ${purpose}`;

/** Puts a switch before the readers of every purpose. Call before the api is made. @returns the purposes, as they get registered */
export async function makeFilesFlippable(): Promise<string[]> {
  const purposes: string[] = [];
  const { Files: files } = await import('#libs/platform');
  const prototype = files.prototype as Pick<Files, 'register'>;
  const real = prototype.register;
  prototype.register = function (this: Files, purpose: FilePurpose) {
    purposes.push(purpose.name);
    real.call(this, {
      ...purpose,
      async mayRead(actor, file) {
        const how = isWrong(readersOf(purpose.name));

        return how ? how === 'OPEN' : purpose.mayRead(actor, file);
      },
    });
  };

  return purposes;
}
