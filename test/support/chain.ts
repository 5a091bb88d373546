import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type FirmActing, aFirm } from './firms.js';
import { realData } from './imports.js';
import { days } from './kongsi.js';
import type { Outcome, PersonActing } from './people.js';
import { addCapability, addEvidence, recordFact, submitEvidence, verifyEvidence } from './profiles.js';
import { kept } from './showcase.js';
import { type TenderKnown, aLot, aNotice, aRequirement } from './tenders.js';
import { upload } from './uploads.js';

/** Everybody of a story whose mailbox is looked at. */
export type Mailbox = Pick<PersonActing, 'mails'>;

/** A file of one notice that another portal published. */
export interface PublishedNotice {
  fileName: string;
  bytes: Buffer;
}

/**
 * A town buys a fire engine in three lots: chassis, body, equipment. The real notice where the folder of public data is there, else ours
 * of the same shape, so that the story is told everywhere.
 */
export function fireEngineNotice(): PublishedNotice {
  const real = join(realData, 'ocds', 'real', 'germany-oeffentlichevergabe.package.json.gz');
  if (existsSync(real)) return { fileName: basename(real), bytes: readFileSync(real) };
  const lots: [string, string, string, string][] = [
    ['LOT-0001', 'Lot 1: chassis', '34139100', 'Chassis cabs'],
    ['LOT-0002', 'Lot 2: body with pump', '34211300', 'Vehicle bodies for goods vehicles'],
    ['LOT-0003', 'Lot 3: equipment', '35110000', 'Firefighting, rescue and safety equipment'],
  ];
  const release = {
    ocid: 'ocds-213czf-fire-engine',
    id: 'fire-engine-1',
    date: '2026-02-24T23:00:00Z',
    tag: ['tender'],
    initiationType: 'tender',
    buyer: { id: 'bay-1', name: 'Town of the Bay' },
    tender: {
      id: 'fire-engine',
      title: 'A water tender for the volunteers of the bay',
      description: 'A light vehicle with tank and pump that reaches the farms above the town.',
      items: lots.map(([id, , cpv, description]) => ({
        id,
        relatedLot: id,
        classification: { scheme: 'CPV', id: cpv, description },
      })),
      lots: lots.map(([id, title]) => ({ id, title })),
    },
  };
  const file = { uri: 'https://bay.example/fire-engine', version: '1.1', releases: [release] };

  return { fileName: 'fire-engine.json', bytes: Buffer.from(JSON.stringify(file)) };
}

/** What the story reads of a notice from elsewhere, and of the draft that begins with it. */
export interface NoticeRead {
  id: string;
  title: string;
  phase: string;
  buyer: { id: string } | null;
  origin: { buyerName: string } | null;
  lots: { title: string; items: { description: string; cpv: string }[] }[];
}

const noticeRead = 'id title phase buyer { id } origin { buyerName } lots { title items { description cpv } }';

/** Hands the file in, waits until it was read, and finds the one tender that came out of it. */
export async function takeIn(firm: FirmActing, { fileName, bytes }: PublishedNotice): Promise<NoticeRead> {
  const fileId = await upload(firm.person, 'OCDS_IMPORT', bytes, fileName);
  const run = kept(await firm.act<{ id: string }>('importNotices', { fileId }, '... on ImportRun { id }'));
  await firm.kongsi.settle();
  const { importRun, tenders } = await firm.get<{
    importRun: { finishedAt: string | null; added: number; problems: string[] };
    tenders: { nodes: NoticeRead[] };
  }>(
    `query ($id: ID!) { importRun(id: $id) { finishedAt added problems }
      tenders(biddableHere: false, first: 10) { nodes { ${noticeRead} } } }`,
    { id: run.id },
  );
  const [notice] = tenders.nodes.filter(({ origin }) => origin !== null);
  if (!importRun.finishedAt || importRun.added !== 1 || !notice)
    throw new Error(`Not taken in: ${JSON.stringify(importRun)}`);

  return notice;
}

/** The buyer's own draft that begins with the notice. */
export async function beginFrom(buyer: FirmActing, notice: NoticeRead): Promise<NoticeRead> {
  return kept(await buyer.act<NoticeRead>('draftFrom', { tenderId: notice.id }, `... on Tender { ${noticeRead} }`));
}

/** What one firm of the story is good at. */
export interface Strengths {
  name: string;
  cpv: string[];
  staff: number;
  insured: string;
  /** Holds the certificate that the notice asks for. */
  certified?: boolean;
}

/** The codes are those of the notice's three lots. Together the workshops have all it takes; the rival lacks the certificate. */
export const strengths = {
  chassis: { name: 'Rangka Samudra', cpv: ['34139100'], staff: 9, insured: '600000000' },
  bodies: { name: 'Karoseri Teluk', cpv: ['34211300'], staff: 8, insured: '750000000' },
  pumps: { name: 'Selang Senja', cpv: ['35110000'], staff: 7, insured: '500000000', certified: true },
  rival: { name: 'Armada Merah', cpv: ['34139100', '34211300', '35110000'], staff: 31, insured: '900000000' },
} satisfies Record<string, Strengths>;

/** A firm that tells what it can do and whose papers an operator has looked at. */
export async function aSkilledFirm(
  operator: PersonActing,
  founder: PersonActing,
  { name, cpv, staff, insured, certified }: Strengths,
): Promise<FirmActing> {
  const firm = await aFirm(founder.kongsi, { name, founder });
  for (const code of cpv) kept(await addCapability(firm, { cpv: code, level: 'SPECIALIST' }));
  kept(await recordFact(firm, { value: String(staff) }));
  const policy = kept(await recordFact(firm, { key: 'INSURANCE_SUM', value: insured, currency: 'IDR' }));
  const papers = [
    { kind: 'INSURANCE', scheme: undefined, title: { en: 'Liability policy' }, factIds: [policy.id] },
    ...(certified ? [{ scheme: 'EN 1846', title: { en: 'Fire vehicles by EN 1846' } }] : []),
  ];
  for (const paper of papers) {
    const { id } = kept(await addEvidence(firm, { ...paper, issuer: 'Biro Uji Layar', number: `BUL-${staff}` }));
    kept(await submitEvidence(firm, id));
    kept(await verifyEvidence(operator, id));
  }

  return firm;
}

/** An operator compares the firm with the register it names. */
export function verifyFirm(operator: PersonActing, { firmId }: FirmActing): Promise<Outcome> {
  return operator.carryOut(
    'verifyFirm',
    { firmId, source: 'Register of public bodies', idempotencyKey: randomUUID() },
    '... on Firm { verification { source } }',
  );
}

/**
 * The buyer's notice: what the draft says, twelve times, in one lot from one hand, with what a tenderer must have and how bids are scored.
 * One firm could answer each part; nobody here answers all.
 */
export async function wholeNotice(buyer: FirmActing, { title, lots }: NoticeRead): Promise<Record<string, unknown>> {
  const lines = lots.flatMap((lot) => lot.items.map((item) => ({ ...item, name: lot.title })));
  const requirements = [
    aRequirement({
      title: 'All three trades',
      kind: 'CAPABILITY',
      mode: 'UNION',
      proof: 'DECLARATION',
      measure: { cpv: lines.map(({ cpv }) => cpv) },
      parts: lines.map(({ name, cpv }) => ({ name, measure: { cpv: [cpv] } })),
    }),
    aRequirement({
      title: 'Twenty-four people',
      kind: 'STAFF',
      mode: 'SUM',
      measure: { factKey: 'STAFF' },
      threshold: { value: '24', unit: 'people' },
    }),
    aRequirement({
      title: 'Fire vehicles by the norm',
      kind: 'CERTIFICATE',
      mode: 'ANY_ONE',
      proof: 'DOCUMENT',
      measure: { scheme: 'EN 1846' },
    }),
    aRequirement({
      title: 'Everybody is insured',
      kind: 'INSURANCE',
      mode: 'EACH',
      proof: 'DOCUMENT',
      measure: { factKey: 'INSURANCE_SUM' },
      threshold: { value: '500000000', currency: 'IDR' },
    }),
  ];
  const criteria = [
    { title: 'Price', kind: 'PRICE', weight: 5_000 },
    { title: 'Vehicle on steep roads', kind: 'QUALITY', weight: 3_000 },
    { title: 'Time until the first one stands here', kind: 'DELIVERY_TIME', weight: 2_000 },
  ];
  const items = lines.map(({ description, cpv }) => ({ description, cpv, quantity: '12', unitCode: 'H87' }));

  return aNotice(buyer, {
    procedure: 'SEALED',
    title: 'Twelve fire engines for the villages of the bay',
    cpv: '34144210',
    description: `Twelve light fire engines, each from one hand. Written after “${title}”.`,
    legalGround: 'Perpres 16/2018',
    flags: { awardShows: 'NAMES_AND_TOTALS', awardShownTo: 'EVERYONE' },
    estimate: { amount: '17000000000', currency: 'IDR' },
    closesIn: days(14),
    lots: [aLot({ items, requirements, criteria })],
  });
}

/** How a line-up stands to the notice. */
export interface Stands {
  met: number;
  essentialGaps: { title: string }[];
  verdicts: {
    outcome: string;
    strength: string | null;
    requirement: { title: string };
    carriedBy: { name: string }[];
  }[];
}

const stands = `met essentialGaps { title }
  verdicts { outcome strength requirement { title } carriedBy { name } }`;

/** What the firm covers by itself. */
export async function aloneCovers(firm: FirmActing, { lots }: TenderKnown): Promise<Stands> {
  const data = await firm.get<{ myCoverage: Stands }>(
    `query ($firmId: ID!, $lotId: ID!) { myCoverage(firmId: $firmId, lotId: $lotId) { ${stands} } }`,
    { firmId: firm.firmId, lotId: lots[0]!.id },
  );

  return data.myCoverage;
}

/** What the firms cover together, the first of them leading. */
export async function togetherCover(firms: readonly FirmActing[], { lots }: TenderKnown): Promise<Stands> {
  const entries = firms.map(({ firmId }, at) => ({ firmId, roles: [at === 0 ? 'LEAD' : 'PARTNER'] }));
  const data = await firms[0]!.get<{ coverage: Stands }>(
    `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { ${stands} } }`,
    { lotId: lots[0]!.id, lineUp: { entries } },
  );

  return data.coverage;
}

/** References of a firm out of joint work, as the reader sees them. */
export async function referencesOf(
  reader: Pick<PersonActing, 'get'>,
  { firmId }: FirmActing,
): Promise<{ state: string; issuer: string; reference: { shareBasisPoints: number; value: { amount: string } } }[]> {
  const { firm } = await reader.get<{ firm: { evidence: { kind: string }[] } }>(
    `query ($id: ID!) { firm(id: $id) { evidence { kind state issuer reference { shareBasisPoints value { amount } } } } }`,
    { id: firmId },
  );

  return firm.evidence.filter(({ kind }) => kind === 'REFERENCE') as never;
}

/** All mails of each of them, one mailbox after the other: looking into one does the work that is due. */
export async function mailboxes(everybody: readonly Mailbox[]): Promise<{ subject: string; body: string }[][]> {
  const boxes: { subject: string; body: string }[][] = [];
  for (const person of everybody) boxes.push(await person.mails());

  return boxes;
}

/** How often a mail with these words in its subject reached each of them. */
export async function timesTold(everybody: readonly Mailbox[], words: string): Promise<number[]> {
  const boxes = await mailboxes(everybody);

  return boxes.map((mails) => mails.filter(({ subject }) => subject.includes(words)).length);
}
