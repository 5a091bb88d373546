import type { CapacityClaim, EvidenceClaim, FactClaim, FirmClaims } from './claims.js';

/** How it stands with a firm: it has it, has it for a while, has not said (or not well enough), has too little. */
export type Luck = 'solid' | 'fleeting' | 'silent' | 'short';
export const lucks: readonly Luck[] = ['solid', 'fleeting', 'silent', 'short'];

const soon = '2026-09-30';
const late = '2028-12-31';

/** One firm's whole profile at one luck; `twist` varies how the silence or the paper looks. */
export function claimsOf(firmId: string, luck: Luck, twist: number, amount: number): FirmClaims {
  const validUntil = luck === 'fleeting' ? soon : late;
  const state = twist % 2 === 0 ? 'VERIFIED' : 'SUBMITTED';
  const paper: EvidenceClaim = {
    id: `${firmId}-paper`,
    validFrom: '2025-01-01',
    validUntil,
    state,
    title: { en: 'Reference letter' },
    number: twist % 3 === 0 ? 'N-12' : null,
  };
  const evidenceIds = [paper.id];
  const value = `${luck === 'short' ? Math.max(1, amount % 1900) : amount}`;
  const ends = luck === 'fleeting' ? { periodUntil: soon } : {};
  const year = (name: number): FactClaim => ({
    key: 'ANNUAL_TURNOVER',
    value,
    currency: 'EUR',
    periodFrom: `${name}-01-01`,
    periodUntil: `${name}-12-31`,
    evidenceIds,
  });
  const facts: FactClaim[] = [
    { key: 'STAFF', value, unit: 'C62', cpv: '45420000', evidenceIds, ...ends },
    { key: 'INSURANCE_SUM', value, currency: 'EUR', evidenceIds, ...ends },
    year(2025),
    year(2024),
  ];
  const capacity = capacityOf(luck, twist, amount);
  if (luck === 'silent') return { ...silentClaims(firmId, twist, facts), capacity };
  const papers = [
    paper,
    { ...paper, id: `${firmId}-iso`, scheme: 'iso9001' },
    { ...paper, id: `${firmId}-word`, scheme: 'no-conviction' },
  ];
  if (luck === 'short') {
    return {
      firmId,
      facts,
      evidence: [paper],
      answers: { asked: 'NO' },
      declarations: { 'no-conviction': false },
      capacity,
    };
  }

  return {
    firmId,
    facts,
    evidence: papers,
    capabilities: [{ cpv: '45421000', evidenceIds }],
    declarations: { 'no-conviction': true },
    capacity,
  };
}

function silentClaims(firmId: string, twist: number, facts: readonly FactClaim[]): FirmClaims {
  switch (twist % 4) {
    case 0:
      return { firmId };
    case 1:
      return { firmId, hidden: true };
    case 2:
      return {
        firmId,
        facts: facts.map((fact) => ({ ...fact, currency: 'IDR', unit: 'HUR' })),
        capabilities: [{ cpv: '45000000' }],
      };
    default:
      return {
        firmId,
        evidence: [{ id: `${firmId}-old`, scheme: 'ISO 9001', validUntil: '2026-02-28', state: 'VERIFIED' }],
        answers: { asked: 'PART' },
      };
  }
}

/** Room for much of the work; room as long as no other bid is awarded; nothing stated, in another currency, or for some days; all taken. */
function capacityOf(luck: Luck, twist: number, amount: number): CapacityClaim | null {
  const year = { from: '2026-01-01', until: '2026-12-31' };
  const room = { peoplePerWeek: `${amount / 10}`, limit: { amount: `${amount * 2}`, currency: 'EUR' } };
  const window = { ...year, ...room };
  const offered = twist % 2 === 0 ? 'EUR' : 'IDR';
  switch (luck) {
    case 'solid':
      return {
        windows: [window],
        commitments: [
          { from: '2025-11-01', until: '2026-06-30', peoplePerWeek: '1', money: { amount: '12.5', currency: 'EUR' } },
        ],
      };
    case 'fleeting':
      return {
        windows: [window],
        commitments: [],
        offers: [{ ...year, peoplePerWeek: room.peoplePerWeek, money: { amount: `${amount * 2}`, currency: offered } }],
      };
    case 'short':
      return { windows: [window], commitments: [{ ...year, peoplePerWeek: room.peoplePerWeek, money: room.limit }] };
    case 'silent':
      return [
        null,
        { windows: [{ ...window, peoplePerWeek: null, limit: { amount: '9', currency: 'IDR' } }], commitments: [] },
        { windows: [{ ...window, peoplePerWeek: '1', until: soon }], commitments: [] },
      ][twist % 3]!;
  }
}
