import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { days } from '../support/kongsi.js';
import type { Browser } from '../support/people.js';
import {
  addCapability,
  addEvidence,
  recordFact,
  rejectEvidence,
  submitEvidence,
  verifyEvidence,
} from '../support/profiles.js';
import { kept } from '../support/showcase.js';
import { upload } from '../support/uploads.js';
import { aLot, aRequirement, aTender } from '../support/tenders.js';
import { anyRole } from './expected-access.js';
import { firmFiles } from './firm-files.js';
import { firmLists } from './firm-lists.js';
import { firmTwins } from './firm-twins.js';
import type { Matrix } from './matrix.js';
import { type Cell, type Question, cell, shown } from './table.js';
import type { TenderWorld } from './tender-world.js';

/** `P`: its page is public; `H`: its owners hide it. */
const columns = ['P', 'H'];
/** One that everybody sees, one that is only found, one that is private. */
const trades = ['45421000', '45432000', '45310000'];
const outsiders = 'NOBODY STRANGER OTHER';
const own = anyRole.join(' ');

interface Entry {
  visibility: string;
  state?: string;
  level?: string | null;
  area?: unknown;
  note?: { text: string };
  value?: string | null;
  number?: string | null;
  issuer?: string | null;
  scheme?: string | null;
  title?: { text: string };
  validUntil?: string | null;
  file?: unknown;
  reason?: string | null;
  source?: string | null;
}
interface Seen {
  firm: Record<'legalIds' | 'capabilities' | 'facts' | 'evidence' | 'myRoles', Entry[]> & { evidenceCount: number };
}

/** The page of a firm and its profile: entries everybody sees, entries that are only found, and private ones. */
export async function firmMatrix({ readers, sides: { rival, buyer } }: TenderWorld): Promise<Matrix> {
  const pages: Record<string, FirmActing> = {};
  for (const column of columns)
    pages[column] = await withProfile(rival, readers.OPERATOR as never, `Halaman ${column}`);
  const delegates: Record<string, Browser> = {};
  const signatories: Record<string, string> = {};
  for (const role of anyRole) {
    const delegate = await aDelegate(pages.P!, role);
    delegates[role] = delegate.person;
    kept(await pages.H!.act('inviteDelegate', { email: delegate.person.email, roles: [role] }));
    const input = { token: await delegate.person.mailedToken(), idempotencyKey: `join-${role}-hidden` };
    const { id } = kept(
      await delegate.person.carryOut<{ id: string }>('acceptDelegateInvitation', input, '... on Delegate { id }'),
    );
    if (role === 'SIGNATORY') Object.assign(signatories, { P: delegate.delegateId, H: id });
  }
  kept(await pages.H!.act('hideFirmPage'));
  const ids = { P: pages.P!.firmId, H: pages.H!.firmId };

  return {
    name: 'firms and profiles',
    columns,
    readers: {
      NOBODY: readers.NOBODY,
      STRANGER: readers.STRANGER,
      OTHER: readers.RIVAL,
      OPERATOR: readers.OPERATOR,
      ...delegates,
    },
    questions: [
      firmCells(ids),
      ...firmLists(ids, await aLotFor(buyer)),
      await firmFiles(pages, signatories),
      await firmTwins(readers.NOBODY, ids),
    ],
  };
}

/** A lot that asks for each of the trades the firms know, one by one. */
async function aLotFor(buyer: FirmActing): Promise<string> {
  const requirements = trades.map((cpv) =>
    aRequirement({ title: cpv, kind: 'CAPABILITY', mode: 'UNION', measure: { cpv: [cpv] } }),
  );
  const { lots } = await aTender(buyer, { closesIn: days(60), lots: [aLot({ requirements })] });

  return lots[0]!.id;
}

async function withProfile({ kongsi }: FirmActing, operator: never, name: string): Promise<FirmActing> {
  const numbers = {
    'Halaman P': ['9900 1000 01179', '99.071.271.7-999.000'],
    'Halaman H': ['9900 1000 01187', '99.071.272.5-999.000'],
  }[name]!;
  const legalIds = [
    { scheme: 'NIB', number: numbers[0]! },
    { scheme: 'NPWP', number: numbers[1]! },
  ];
  const firm = await aFirm(kongsi, { name, legalIds });
  for (const [index, visibility] of ['PUBLIC', 'FINDABLE', 'PRIVATE'].entries()) {
    const note = { en: 'Since 1987.' };
    kept(await addCapability(firm, { cpv: trades[index], visibility, note }));
    kept(
      await recordFact(firm, {
        key: ['STAFF', 'YEARS_IN_BUSINESS', 'LARGEST_CONTRACT'][index],
        visibility,
        ...(index === 2 ? { value: '5000000', currency: 'IDR' } : {}),
      }),
    );
    await aPaper(firm, operator, visibility, 'VERIFIED');
  }
  for (const state of ['DRAFT', 'SUBMITTED', 'REJECTED']) await aPaper(firm, operator, 'PUBLIC', state);

  return firm;
}

async function aPaper(firm: FirmActing, operator: never, visibility: string, state: string): Promise<void> {
  const fileId = await upload(firm.person, 'EVIDENCE');
  const { id } = kept(
    await addEvidence(firm, { visibility, fileId, validUntil: '2099-12-31', title: { en: `${visibility} ${state}` } }),
  );
  if (state === 'DRAFT') return;
  kept(await submitEvidence(firm, id));
  if (state === 'VERIFIED') kept(await verifyEvidence(operator, id));
  if (state === 'REJECTED') kept(await rejectEvidence(operator, id));
}

export const firmCells = (ids: Record<string, string>): Question => ({
  text: `query ($id: ID!) { firm(id: $id) { id legalIds { scheme } completeness { percent } myRoles evidenceCount
    capabilities { visibility level area { radiusKm } note { text } } facts { visibility value }
    evidence { visibility state title { text } issuer number scheme validUntil source reason file { id } } } }`,
  variables: (column) => ({ id: ids[column] }),
  cells: {
    'Query.firm': rows('firm', '#.', '##', '##'),
    'Firm.legalIds': rows(({ firm }) => String(firm.legalIds.length), '1.', '22', '22'),
    'Firm.completeness': rows('firm.completeness', '-.', '--', '##'),
    'Firm.myRoles': rows('firm.myRoles', '-.', '--', '##'),
    // Everybody's, and that the findable one is there. Of a hidden firm operators need the papers alone.
    'Firm.capabilities': rows(({ firm }) => String(firm.capabilities.length), '2.', '20', '33'),
    'Firm.facts': rows(({ firm }) => String(firm.facts.length), '2.', '20', '33'),
    // Three were verified, one in private; one waits, one was sent back, one was never handed in.
    'Firm.evidence': rows(({ firm }) => String(firm.evidence.length), '3.', '55', '66'),
    'Firm.evidenceCount': rows(({ firm }) => String(firm.evidenceCount), '3.', '44', '44'),
    'Capability.level': ofFindable('capabilities', 'level', '-.', '-.'),
    'Capability.area': ofFindable('capabilities', 'area', '-.', '-.'),
    'Capability.note': ofFindable('capabilities', (entry) => entry.note?.text, '-.', '-.'),
    'Fact.value': ofFindable('facts', 'value', '-.', '-.'),
    'Evidence.title': ofFindable('evidence', (entry) => entry.title?.text, '-.', '##'),
    'Evidence.issuer': ofFindable('evidence', 'issuer', '-.', '##'),
    'Evidence.number': ofFindable('evidence', 'number', '-.', '##'),
    'Evidence.validUntil': ofFindable('evidence', 'validUntil', '-.', '##'),
    'Evidence.source': ofFindable('evidence', 'source', '-.', '##'),
    'Evidence.file': ofFindable('evidence', 'file', '-.', '##'),
    'Evidence.reason': rows(
      ({ firm }) => {
        const rejected = firm.evidence.find(({ state }) => state === 'REJECTED');

        return rejected ? shown(rejected.reason) : '.';
      },
      '..',
      '##',
      '##',
    ),
  },
});

/** Outsiders, operators, and the firm's delegates, whatever their role: who holds any reads what the firm may read. */
function rows(read: string | ((data: Seen) => string), outside: string, operator: string, delegates: string): Cell {
  return cell(read, 'PH', { [outsiders]: outside, OPERATOR: operator, [own]: delegates });
}

/** A field of the entry that is only found: a verdict, no details. */
function ofFindable(
  list: 'capabilities' | 'facts' | 'evidence',
  field: keyof Entry | ((entry: Entry) => unknown),
  outside: string,
  operator: string,
): Cell {
  return rows(
    ({ firm }) => {
      const entry = firm[list].find(({ visibility }) => visibility === 'FINDABLE');
      if (!entry) return '.';
      const value = typeof field === 'function' ? field(entry) : entry[field];

      return value === '' ? '-' : shown(value);
    },
    outside,
    operator,
    '##',
  );
}
