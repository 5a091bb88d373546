import { randomUUID } from 'node:crypto';
import { anAlliance } from '../support/alliances.js';
import { agreeScore, awardLot, criteriaOf, declareInterests, quote, scoreBid } from '../support/awards.js';
import { openBids, submitBid, verified } from '../support/bids.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, minutes } from '../support/kongsi.js';
import type { NotaryActing } from '../support/notary.js';
import { anOperator } from '../support/operator.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';
import { kept } from '../support/showcase.js';
import { type NoticeFacts, type TenderKnown, aDraft, aLot, publishTender } from '../support/tenders.js';
import { type Column, type Reader, columnNames } from './columns.js';
import { aBidWithPaper, aDocument, answerWithPaper, askForPaper, draftOffers, signOnPaper } from './tender-papers.js';

/** One tender of the world with what belongs to it. */
export interface TenderStanding {
  tender: TenderKnown;
  lotId: string;
  /** None for a draft. */
  allianceId: string;
  allianceBidId: string;
  rivalBidId: string;
}

/** The firms on both sides. */
interface Sides {
  buyer: FirmActing;
  lead: FirmActing;
  partner: FirmActing;
  rival: FirmActing;
  invited: FirmActing;
  other: FirmActing;
  judge: FirmActing;
}

/** One tender in each phase, and everybody who looks at them. */
export interface TenderWorld {
  tenders: Record<Column, TenderStanding>;
  readers: Record<Reader, Browser>;
  sides: Sides;
}

const invitedOnly: Column[] = ['i', 'j', 'k'];
const quotes: Column[] = ['o', 'e', 'a'];
const staysOpen: Column[] = ['O', 'o', 'i'];
const withDrafts: Column[] = ['O', 'C', 'E'];
const withPapers: Column[] = ['D', 'O', 'A', 'X', 'i'];
const opened: Column[] = ['E', 'A', 'S', 'F', 'U', 'j', 'k', 'N', 'n', 'T', 't'];
const scored: Column[] = [...opened, 'e', 'a'];
const awarded: Column[] = ['A', 'S', 'F', 'a', 'k', 'n', 't'];
/** Awarded before the others, so that their waiting time is over. */
const signed: Column[] = ['S', 'F'];

/** Makes the world through GraphQL: a day passes until the closing, three more until the first contracts are signed. */
export async function makeTenderWorld(kongsi: Kongsi, notary: NotaryActing): Promise<TenderWorld> {
  const { sides, readers } = await makePeople(kongsi);
  const tenders = {} as Record<Column, TenderStanding>;
  const waiting = [...columnNames];
  const next = async (): Promise<void> => {
    for (let column = waiting.shift(); column; column = waiting.shift()) tenders[column] = await begun(sides, column);
  };
  await Promise.all([next(), next(), next()]);
  await sides.buyer.act('cancelTender', { tenderId: tenders.X.tender.id, reason: 'The roof fell in.' });
  await notary.pass(days(1));
  for (const column of opened) kept(await openBids(sides.buyer, tenders[column].tender));
  await notary.pass(minutes(1));
  for (const column of scored) await evaluate(sides, column, tenders[column]);
  for (const column of signed) await award(sides, tenders[column]);
  await notary.pass(days(3));
  for (const column of signed) await sign(sides, column, tenders[column]);
  for (const column of awarded) if (!signed.includes(column)) await award(sides, tenders[column]);
  await follow(readers.FOLLOWER, tenders);
  kept(await sides.judge.act('leaveFirm'));

  return { tenders, readers, sides };
}

async function makePeople(kongsi: Kongsi): Promise<Pick<TenderWorld, 'sides' | 'readers'>> {
  const buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
  const [lead, partner, rival, invited, other] = [
    await aFirm(kongsi, { name: 'Kusen Embun' }),
    await aFirm(kongsi, { name: 'Kaca Senja' }),
    await aFirm(kongsi, { name: 'Kayu Jati' }),
    await aFirm(kongsi, { name: 'Pintu Layar' }),
    await aFirm(kongsi, { name: 'Toko Jauh' }),
  ];
  const judge = await aDelegate(buyer, 'VIEWER');
  const buyers = async (role: string): Promise<PersonActing> => (await aDelegate(buyer, role)).person;
  const readers: Record<Reader, Browser> = {
    NOBODY: new Browser(kongsi),
    STRANGER: await aPerson(kongsi),
    FOLLOWER: other.person,
    OPERATOR: await anOperator(kongsi),
    INVITED: invited.person,
    RIVAL: rival.person,
    LEAD: lead.person,
    LEAD_VIEWER: (await aDelegate(lead, 'VIEWER')).person,
    PARTNER: partner.person,
    EVALUATOR: judge.person,
    OWNER: await buyers('OWNER'),
    SIGNATORY: await buyers('SIGNATORY'),
    BIDDER: await buyers('BIDDER'),
    EDITOR: await buyers('EDITOR'),
    VIEWER: await buyers('VIEWER'),
  };

  return { sides: { buyer, lead, partner, rival, invited, other, judge }, readers };
}

/** A tender with its papers, its questions and its bids, as far as its phase has some. */
async function begun(sides: Sides, column: Column): Promise<TenderStanding> {
  const { buyer, lead, partner, rival, judge } = sides;
  const tender = await aDraft(buyer, noticeOf(sides, column));
  const documentIds: string[] = [];
  for (const access of withPapers.includes(column) ? ['PUBLIC', 'ON_REQUEST', 'AFTER_NDA'] : [])
    documentIds.push(await aDocument(buyer, tender.id, access));
  const lotId = tender.lots[0]!.id;
  const standing: TenderStanding = {
    tender,
    lotId,
    allianceId: randomUUID(),
    allianceBidId: randomUUID(),
    rivalBidId: randomUUID(),
  };
  if (column === 'D') return standing;
  kept(await publishTender(buyer, tender.id));
  if (invitedOnly.includes(column)) kept(await lead.act('showTender', { tenderId: tender.id, firmId: partner.firmId }));
  await talk(sides, tender.id, documentIds);
  kept(await buyer.act('appointEvaluator', { tenderId: tender.id, personId: judge.person.id }));
  const { id: allianceId } = await anAlliance(lead, [partner], tender);
  const isQuote = quotes.includes(column);
  const allianceBidId = await aBidWithPaper(lead, tender, { allianceId, isQuote });
  // The rival is cheaper, so that each award says why it deviates; once the two have equal points, and the price decides.
  const bid = isQuote ? quote : submitBid;
  const { bidId: rivalBidId } = kept(await bid(rival, tender, { unitPrice: column === 'S' ? '562500' : '400000' }));
  if (withDrafts.includes(column)) await draftOffers(sides, lotId, allianceId);

  return { tender, lotId, allianceId, allianceBidId, rivalBidId };
}

function noticeOf({ lead, rival, invited }: Sides, column: Column): NoticeFacts {
  const shows = { N: 'NAMES', n: 'NAMES', T: 'NAMES_AND_TOTALS', t: 'NAMES_AND_TOTALS' }[column as string];
  const to = shows === 'NAMES' ? 'TENDERERS' : 'EVERYONE';

  return {
    procedure: quotes.includes(column) ? 'QUOTE' : 'SEALED',
    closesIn: staysOpen.includes(column) ? days(60) : days(1),
    ...(invitedOnly.includes(column)
      ? { visibility: 'INVITED', invitedFirmIds: [lead, rival, invited].map(({ firmId }) => firmId) }
      : {}),
    ...(shows ? { flags: { openingShows: shows, awardShows: shows, openingShownTo: to, awardShownTo: to } } : {}),
    lots: [
      aLot({
        estimate: { amount: '120000000', currency: 'IDR' },
        criteria: [
          { title: 'Price', kind: 'PRICE', weight: 6_000 },
          { title: 'Workmanship', kind: 'QUALITY', weight: 4_000 },
        ],
      }),
    ],
  };
}

/** One question with an answer by the rival, one without by the firm that does not bid, which is also given the papers. */
async function talk({ buyer, rival, invited }: Sides, tenderId: string, documentIds: string[]): Promise<void> {
  const asked = kept(
    await rival.act<{ id: string }>('askQuestion', { tenderId, text: 'Teak or meranti?' }, '... on Question { id }'),
  );
  kept(await buyer.act('answerQuestion', { questionId: asked.id, answer: 'Teak.' }));
  kept(await invited.act('askQuestion', { tenderId, text: 'Who brings the scaffold?' }));
  if (documentIds.length === 0) return;
  const [, onRequest, afterNda] = documentIds;
  kept(await invited.act('requestDocument', { documentId: onRequest }));
  kept(await buyer.act('grantDocument', { documentId: onRequest, firmId: invited.firmId }));
  kept(await invited.act('acceptNda', { documentId: afterNda }));
}

/** The evaluator scores both bids, or one where scoring still goes on; the buyer asks the alliance for a paper, and excludes it in two cases. */
async function evaluate(
  { buyer, lead, judge }: Sides,
  column: Column,
  { tender, allianceBidId, rivalBidId }: TenderStanding,
): Promise<void> {
  const criterionId = (await criteriaOf(judge, tender)).Workmanship!;
  kept(await declareInterests(judge.person, tender.id));
  kept(await scoreBid(judge.person, allianceBidId, criterionId, '80'));
  const until = new Date((await buyer.kongsi.clock.now()).getTime() + days(2));
  if (!awarded.includes(column)) await answerWithPaper(lead, await askForPaper(buyer, allianceBidId, until));
  if (column === 'U' || column === 'N') {
    const reason = 'The insurance was never shown.';
    kept(await buyer.act('disqualifyBid', { bidId: allianceBidId, ground: 'OTHER', reason }));
  }
  if (column === 'U')
    kept(await buyer.act('endWithoutAward', { lotId: tender.lots[0]!.id, reason: 'No bid was good enough.' }));
  if (!awarded.includes(column)) return;
  kept(await scoreBid(judge.person, rivalBidId, criterionId, '60'));
  // 60 % of 100 and 40 % of 50 are as much as 60 % of 80 and 40 % of 80.
  const [ofAlliance, ofRival] = column === 'S' ? ['50', '80'] : ['70', '70'];
  kept(await agreeScore(buyer, allianceBidId, criterionId, ofAlliance));
  kept(await agreeScore(buyer, rivalBidId, criterionId, ofRival));
}

async function award({ buyer }: Sides, { lotId, allianceBidId, rivalBidId }: TenderStanding): Promise<void> {
  const deviationReason = 'They know the old frames.';
  kept(await awardLot(buyer, { lotId, bidIds: [allianceBidId, rivalBidId] }, allianceBidId, { deviationReason }));
}

async function sign({ buyer }: Sides, column: Column, { lotId }: TenderStanding): Promise<void> {
  await signOnPaper(buyer, lotId);
  if (column === 'F') kept(await buyer.act('completeContract', { lotId }));
}

async function follow(follower: Browser, tenders: Record<Column, TenderStanding>): Promise<void> {
  for (const column of columnNames)
    if (column !== 'D' && !invitedOnly.includes(column))
      await follower.get('mutation ($input: WatchInput!) { watch(input: $input) { __typename } }', {
        input: { subjectKind: 'TENDER', subjectId: tenders[column].tender.id },
      });
}
