import type { FirmActing } from '../support/firms.js';
import { kept } from '../support/showcase.js';
import { upload } from '../support/uploads.js';
import { anyRole } from './expected-access.js';
import { type FilesAsked, fileQuestion, filesAsked, placeOf } from './files.js';
import type { Asking } from './table.js';

const own = anyRole.join(' ');

interface Papers {
  firm: { evidence: { visibility: string; state: string; file: { url: string } }[] };
}

/** Scans behind the papers of a firm, what its signatories prove their power with, and what was uploaded and never used. */
export async function firmFiles(
  pages: Record<string, FirmActing>,
  signatories: Record<string, string>,
): Promise<Asking> {
  const scans: Record<string, Papers['firm']['evidence']> = {};
  const powers: Record<string, string> = {};
  const unused: Record<string, string> = {};
  for (const [column, firm] of Object.entries(pages)) {
    const seen = await firm.get<Papers>(
      'query ($id: ID!) { firm(id: $id) { evidence { visibility state file { url } } } }',
      {
        id: firm.firmId,
      },
    );
    scans[column] = seen.firm.evidence;
    const fileId = await upload(firm.person, 'SIGNING_POWER');
    kept(await firm.act('proveSigningPower', { delegateId: signatories[column], fileId }));
    powers[column] = placeOf(fileId);
    unused[column] = placeOf(await upload(firm.person, 'EVIDENCE'));
  }
  const scan = (visibility: string, state: string, ...marks: [string, string, string]): FilesAsked => {
    const urls = Object.entries(scans).map(([column, papers]) => [
      column,
      papers.find((paper) => paper.visibility === visibility && paper.state === state)?.file.url,
    ]);

    return rows(Object.fromEntries(urls) as Record<string, string>, ...marks);
  };

  return fileQuestion({
    'EVIDENCE:public': scan('PUBLIC', 'VERIFIED', '#.', '##', '##'),
    // That it is there is all an outsider learns; the scan would tell the rest.
    'EVIDENCE:findable': scan('FINDABLE', 'VERIFIED', '..', '##', '##'),
    'EVIDENCE:private': scan('PRIVATE', 'VERIFIED', '..', '##', '##'),
    'EVIDENCE:submitted': scan('PUBLIC', 'SUBMITTED', '#.', '##', '##'),
    'EVIDENCE:rejected': scan('PUBLIC', 'REJECTED', '..', '##', '##'),
    'EVIDENCE:draft': scan('PUBLIC', 'DRAFT', '..', '..', '##'),
    SIGNING_POWER: rows(powers, '..', '##', '##'),
    // Nothing points to it yet: it is its uploader's, who is none of these.
    'EVIDENCE:unused': rows(unused, '..', '..', '..'),
  });
}

/** Outsiders, operators, and the firm's delegates. */
function rows(places: Record<string, string>, outside: string, operator: string, delegates: string): FilesAsked {
  return filesAsked(places, 'PH', { 'NOBODY STRANGER OTHER': outside, OPERATOR: operator, [own]: delegates });
}
