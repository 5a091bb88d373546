import type { Browser } from '../support/people.js';
import { type FilesAsked, fileQuestion, filesAsked, placeOf } from './files.js';
import type { Asking } from './table.js';
import type { TenderStanding, TenderWorld } from './tender-world.js';

const outsiders = 'NOBODY STRANGER FOLLOWER OPERATOR';
const alliance = 'LEAD LEAD_VIEWER PARTNER';
const buyers = 'OWNER SIGNATORY BIDDER EDITOR VIEWER';
const sealed = 'OCEASFUX ijk NnTt';
const readable = 'EASFU oea jk NnTt';
const asked = 'EU e j NT';

/** Files of tenders, bids and contracts, as the addresses tell that the API gives to who sees all of them. */
export async function tenderFiles(
  { readers }: TenderWorld,
  of: (idOf: (standing: TenderStanding) => string) => Record<string, string>,
): Promise<Asking> {
  const tenderIds = of(({ tender }) => tender.id);
  const bidIds = of(({ allianceBidId }) => allianceBidId);
  const drawn = (access: string): Promise<Record<string, string>> =>
    placesOf(
      readers.OWNER,
      tenderIds,
      'D OAX i',
      documentsText,
      ({ tender }: DocumentsSeen) => tender.documents.find(({ title }) => title === `Drawings ${access}`)?.file?.url,
    );

  return fileQuestion({
    'TENDER_DOCUMENT:public': filesAsked(await drawn('PUBLIC'), 'D OAX i', {
      [`${outsiders} EVALUATOR`]: '. ### .',
      [`INVITED RIVAL ${alliance}`]: '. ### #',
      [buyers]: '# ### #',
    }),
    // To one firm the buyer gave them; who bids has no right to them by that.
    'TENDER_DOCUMENT:on request': keptBack(await drawn('ON_REQUEST')),
    'TENDER_DOCUMENT:after a promise of secrecy': keptBack(await drawn('AFTER_NDA')),
    SEALED_ENVELOPE: filesAsked(await envelopesOf(readers.NOBODY, bidIds), sealed, {
      // Its author alone, also after the opening: everybody else reads what the opening found in it.
      [`${outsiders} INVITED RIVAL EVALUATOR ${buyers}`]: '........ ... ....',
      'LEAD LEAD_VIEWER': '######## ### ####',
      PARTNER: '........ ... ....',
    }),
    BID_DOCUMENT: filesAsked(
      await placesOf(
        readers.LEAD,
        bidIds,
        readable,
        bidText,
        ({ bid }: BidDocumentsSeen) => bid.contents[0]?.documents[0]?.url,
      ),
      readable,
      {
        [`${outsiders} INVITED RIVAL`]: '..... ... .. ....',
        [alliance]: '##### ### ## ####',
        [`EVALUATOR ${buyers}`]: '##### ### ## ####',
      },
    ),
    CLARIFICATION: filesAsked(
      await placesOf(
        readers.LEAD,
        bidIds,
        asked,
        clarificationText,
        ({ bid }: ClarificationsSeen) => bid.clarifications[0]?.paperUrl,
      ),
      asked,
      { [`${outsiders} INVITED RIVAL`]: '.. . . ..', [`${alliance} EVALUATOR ${buyers}`]: '## # # ##' },
    ),
    CONTRACT: filesAsked(
      await placesOf(
        readers.LEAD,
        tenderIds,
        'SF',
        contractText,
        ({ tender }: ContractSeen) => tender.lots[0]!.award?.signing?.paperUrl,
      ),
      'SF',
      // Between two sides; who judged is none of them.
      { [`${outsiders} INVITED RIVAL EVALUATOR`]: '..', [`${alliance} ${buyers}`]: '##' },
    ),
  });
}

function keptBack(places: Record<string, string>): FilesAsked {
  return filesAsked(places, 'D OAX i', {
    [`${outsiders} EVALUATOR RIVAL ${alliance}`]: '. ... .',
    INVITED: '. ### #',
    [buyers]: '# ### #',
  });
}

interface DocumentsSeen {
  tender: { documents: { title: string; file: { url: string } | null }[] };
}
const documentsText = 'query ($id: ID!) { tender(id: $id) { documents { title file { url } } } }';
interface BidDocumentsSeen {
  bid: { contents: { documents: { url: string | null }[] }[] };
}
const bidText = 'query ($id: ID!) { bid(id: $id) { contents { documents { url } } } }';
interface ClarificationsSeen {
  bid: { clarifications: { paperUrl: string | null }[] };
}
const clarificationText = 'query ($id: ID!) { bid(id: $id) { clarifications { paperUrl } } }';
interface ContractSeen {
  tender: { lots: { award: { signing: { paperUrl: string | null } | null } | null }[] };
}
const contractText = 'query ($id: ID!) { tender(id: $id) { lots { award { signing { paperUrl } } } } }';

/** Where the thing of each column has its file, told to who sees it. */
async function placesOf<Data>(
  reader: Browser,
  ids: Record<string, string>,
  columns: string,
  text: string,
  read: (data: Data) => string | null | undefined,
): Promise<Record<string, string>> {
  const places: Record<string, string> = {};
  for (const column of columns.replaceAll(' ', '')) {
    const place = read(await reader.get<Data>(text, { id: ids[column] }));
    if (place) places[column] = place;
  }

  return places;
}

/** No address of a sealed file is told anywhere; whoever guesses one gets no further. */
async function envelopesOf({ kongsi }: Browser, bidIds: Record<string, string>): Promise<Record<string, string>> {
  const { rows } = await kongsi.pool.query<{ bidId: string; fileId: string }>(
    `SELECT version."bidId", sealed."fileId" FROM "sealedFile" sealed JOIN "bidVersion" version ON version."id" = sealed."bidVersionId"
     WHERE version."bidId" = ANY ($1::uuid[])`,
    [Object.values(bidIds)],
  );
  const found = new Map(rows.map(({ bidId, fileId }) => [bidId, placeOf(fileId)]));

  return Object.fromEntries(
    Object.entries(bidIds).flatMap(([column, id]) => (found.has(id) ? [[column, found.get(id)!]] : [])),
  );
}
