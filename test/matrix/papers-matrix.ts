import { randomUUID } from 'node:crypto';
import { type ExternalLot, ExternalTenders } from '#libs/tenders';
import { days } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { kept } from '../support/showcase.js';
import { upload } from '../support/uploads.js';
import { fileQuestion, filesAsked, placeOf } from './files.js';
import type { Matrix } from './matrix.js';
import type { TenderWorld } from './tender-world.js';

/** `r`: the receipt another portal gave for a bid sent there; `m`: notices that an operator imported. */
const columns = ['r', 'm'];

/** Files that stand in no phase of anything here. */
export async function papersMatrix(world: TenderWorld): Promise<Matrix> {
  const { readers } = world;
  const places = { r: placeOf(await aReceipt(world)), m: placeOf(await anImport(world)) };

  return {
    name: 'papers from elsewhere',
    columns,
    readers,
    questions: [
      fileQuestion({
        OUTSIDE_RECEIPT: filesAsked(places, 'r', {
          'LEAD LEAD_VIEWER': '#',
          'NOBODY STRANGER FOLLOWER OPERATOR INVITED RIVAL PARTNER EVALUATOR OWNER SIGNATORY BIDDER EDITOR VIEWER': '.',
        }),
        OCDS_IMPORT: filesAsked(places, 'm', {
          OPERATOR: '#',
          'NOBODY STRANGER FOLLOWER INVITED RIVAL LEAD LEAD_VIEWER PARTNER EVALUATOR OWNER SIGNATORY BIDDER EDITOR VIEWER':
            '.',
        }),
      }),
    ],
  };
}

const quay: ExternalLot = {
  originId: 'L1',
  originStatus: 'active',
  title: 'Quay',
  description: null,
  cpv: null,
  estimate: null,
  awardDecidedAt: null,
  signedAt: null,
  completedAt: null,
  unsuccessfulAt: null,
  unsuccessfulReason: null,
  items: [],
  requirements: [],
  criteria: [],
};

async function aReceipt({ sides: { lead } }: TenderWorld): Promise<string> {
  const { app, clock } = lead.kongsi;
  const now = await clock.now();
  const { id: tenderId } = await app.get(ExternalTenders).put({
    origin: {
      source: 'Portal of the Bay',
      ocid: 'ocds-bay-1',
      link: 'https://bay.example/1',
      buyerName: 'Harbour',
      buyerLegalIds: [],
    },
    title: 'Doors for the harbour',
    description: 'Doors that withstand salt.',
    language: 'en',
    cpv: '45421000',
    place: { town: 'Teluk Salju', region: null, country: 'ID', latitude: null, longitude: null },
    estimate: null,
    timeZone: 'UTC',
    publishedAt: now,
    questionsUntil: null,
    closesAt: new Date(now.getTime() + days(20)),
    cancelledAt: null,
    cancelReason: null,
    lots: [quay],
    documents: [],
  });
  const receiptFileId = await upload(lead.person, 'OUTSIDE_RECEIPT');
  kept(await lead.act('recordOutsideBid', { tenderId, sentAt: now.toISOString(), receiptFileId }));

  return receiptFileId;
}

/** By an operator who is none of the readers: who uploads a file reads it in any case. */
async function anImport({ sides: { lead } }: TenderWorld): Promise<string> {
  const operator = await anOperator(lead.kongsi);
  const fileId = await upload(operator, 'OCDS_IMPORT', Buffer.from('{"releases":[]}'), 'notices.json');
  kept(await operator.carryOut('importNotices', { idempotencyKey: randomUUID(), fileId }, ''));

  return fileId;
}
