import { describe, expect, it } from '@jest/globals';
import type { FirmClaims } from './claims.js';
import { coverageOf } from './coverage.js';
import type { LineUpEntry, LineUpRole } from './line-up.js';
import type { Requirement, RequirementMode } from '#libs/requirements';
import { tryCoverage } from './try-coverage.js';

const today = '2026-03-01';
const base = { id: 'r', kind: 'STAFF', essential: true, proof: 'DECLARATION', when: 'WITH_BID' } as const;
const people = (mode: RequirementMode, value = '10', more: Partial<Requirement> = {}): Requirement => ({
  ...base,
  mode,
  measure: { factKey: 'STAFF' },
  threshold: { value },
  ...more,
});
const clean: Requirement = {
  ...base,
  id: 'clean',
  kind: 'DECLARATION',
  mode: 'EACH',
  measure: { declaration: 'clean' },
};

interface Player {
  readonly role: LineUpRole | 'LENDER';
  /** Number of staff; `null` has not said. */
  readonly staff: string | null;
  readonly clean?: boolean;
  readonly verdictOnly?: boolean;
}

function entryOf({ role }: Player, index: number): LineUpEntry {
  if (role === 'LENDER') return { firmId: `f${index}`, roles: ['RELIED_UPON'], reliedUponFor: ['r'] };

  return { firmId: `f${index}`, roles: [role] };
}

function claimsOf(player: Player, index: number): FirmClaims {
  const { staff, verdictOnly } = player;

  return {
    firmId: `f${index}`,
    facts: staff === null ? [] : [{ key: 'STAFF', value: staff, verdictOnly }],
    declarations: 'clean' in player ? { clean: player.clean } : {},
  };
}

function coverage(requirements: readonly Requirement[], players: readonly Player[]) {
  return coverageOf(requirements, { entries: players.map(entryOf) }, players.map(claimsOf), today);
}

const lead = (staff: string | null, more: Partial<Player> = {}): Player => ({ role: 'LEAD', staff, ...more });
const partner = (staff: string | null, more: Partial<Player> = {}): Player => ({ role: 'PARTNER', staff, ...more });
const lender = (staff: string | null, more: Partial<Player> = {}): Player => ({ role: 'LENDER', staff, ...more });
const unnamed = (staff: string): Player => ({ role: 'RELIED_UPON', staff });
const worker = (staff: string): Player => ({ role: 'SUBCONTRACTOR', staff });

describe('a line-up', () => {
  it.each<[string, Requirement, readonly Player[], string, string, string[], string[]]>([
    ['each: all have it', people('EACH'), [lead('10'), partner('12')], 'MET', 'group.EACH.MET', ['f0', 'f1'], []],
    ['each: one lacks it', people('EACH'), [lead('10'), partner('3')], 'UNMET', 'group.EACH.UNMET', [], ['f1']],
    [
      'each: one has not said',
      people('EACH'),
      [lead('10'), partner(null)],
      'UNKNOWN',
      'group.EACH.UNKNOWN',
      [],
      ['f1'],
    ],
    [
      'each: a lack outweighs silence',
      people('EACH'),
      [lead('1'), partner(null)],
      'UNMET',
      'group.EACH.UNMET',
      [],
      ['f0'],
    ],
    [
      'each: a lender cannot stand in',
      people('EACH'),
      [lead('1'), lender('99')],
      'UNMET',
      'group.EACH.UNMET',
      [],
      ['f0'],
    ],
    [
      'each: a sole tenderer is asked alone',
      people('EACH'),
      [lead('10'), unnamed('1'), worker('1')],
      'MET',
      'group.EACH.MET',
      ['f0'],
      [],
    ],
    ['each: nobody is in', people('EACH'), [], 'UNKNOWN', 'group.noMembers', [], []],
    ['any one: one is enough', people('ANY_ONE'), [lead('1'), partner('10')], 'MET', 'group.ANY_ONE.MET', ['f1'], []],
    [
      'any one: silence keeps it open',
      people('ANY_ONE'),
      [lead('1'), partner(null)],
      'UNKNOWN',
      'group.ANY_ONE.UNKNOWN',
      [],
      ['f1'],
    ],
    [
      'any one: small ones do not add up',
      people('ANY_ONE'),
      [lead('6'), partner('6')],
      'UNMET',
      'group.ANY_ONE.UNMET',
      [],
      ['f0', 'f1'],
    ],
    [
      'any one: a named lender counts',
      people('ANY_ONE'),
      [lead('1'), lender('10')],
      'MET',
      'group.ANY_ONE.MET',
      ['f1'],
      [],
    ],
    [
      'any one: an unnamed one does not',
      people('ANY_ONE'),
      [lead('1'), unnamed('10')],
      'UNMET',
      'group.ANY_ONE.UNMET',
      [],
      ['f0'],
    ],
    [
      'any one: a subcontractor never does',
      people('ANY_ONE'),
      [lead('1'), worker('10')],
      'UNMET',
      'group.ANY_ONE.UNMET',
      [],
      ['f0'],
    ],
    ['any one: nobody is in', people('ANY_ONE'), [], 'UNMET', 'group.noMembers', [], []],
    ['lead: it has it', people('LEAD'), [lead('10'), partner('1')], 'MET', 'group.LEAD.MET', ['f0'], []],
    [
      'lead: a partner does not help',
      people('LEAD'),
      [lead('1'), partner('10')],
      'UNMET',
      'group.LEAD.UNMET',
      [],
      ['f0'],
    ],
    ['lead: a named lender does', people('LEAD'), [lead('1'), lender('10')], 'MET', 'group.LEAD.LENT_MET', ['f1'], []],
    ['lead: none is named', people('LEAD'), [partner('10')], 'UNKNOWN', 'group.noLead', [], []],
    ['sum: together', people('SUM'), [lead('4'), partner('6')], 'MET', 'group.SUM.MET', ['f0', 'f1'], []],
    ['sum: a lender adds', people('SUM'), [lead('4'), lender('6')], 'MET', 'group.SUM.MET', ['f0', 'f1'], []],
    ['sum: a subcontractor does not', people('SUM'), [lead('4'), worker('6')], 'UNMET', 'group.SUM.UNMET', [], []],
    ['sum: short', people('SUM'), [lead('4'), partner('5')], 'UNMET', 'group.SUM.UNMET', [], []],
    [
      'sum: silence keeps it open',
      people('SUM'),
      [lead('4'), partner(null)],
      'UNKNOWN',
      'group.SUM.UNKNOWN',
      [],
      ['f1'],
    ],
    [
      'sum: silence does not matter when it is enough',
      people('SUM'),
      [lead('10'), partner(null)],
      'MET',
      'group.SUM.MET',
      ['f0'],
      [],
    ],
    [
      'sum: an unshown number',
      people('SUM'),
      [lead('4'), partner('6', { verdictOnly: true })],
      'MET',
      'group.SUM.UNSHOWN_MET',
      ['f0', 'f1'],
      [],
    ],
    [
      'floor: kept',
      people('SUM', '10', { floorPerMember: '4' }),
      [lead('6'), partner('4')],
      'MET',
      'group.SUM.MET',
      ['f0', 'f1'],
      [],
    ],
    [
      'floor: broken',
      people('SUM', '10', { floorPerMember: '4' }),
      [lead('9'), partner('3')],
      'UNMET',
      'group.FLOOR.UNMET',
      [],
      ['f1'],
    ],
    [
      'floor: open',
      people('SUM', '10', { floorPerMember: '4' }),
      [lead('12'), partner(null)],
      'UNKNOWN',
      'group.FLOOR.UNKNOWN',
      [],
      ['f1'],
    ],
    [
      'floor: not for lenders',
      people('SUM', '10', { floorPerMember: '4' }),
      [lead('9'), lender('1')],
      'MET',
      'group.SUM.MET',
      ['f0', 'f1'],
      [],
    ],
    [
      'lead floor: broken',
      people('SUM', '10', { floorLead: '6' }),
      [lead('5'), partner('9')],
      'UNMET',
      'group.FLOOR_LEAD.UNMET',
      [],
      ['f0'],
    ],
    [
      'lead floor: the lead needs more than the rest',
      people('SUM', '10', { floorPerMember: '2', floorLead: '6' }),
      [lead('7'), partner('3')],
      'MET',
      'group.SUM.MET',
      ['f0', 'f1'],
      [],
    ],
  ])('%s', (_, requirement, players, outcome, said, carriedBy, heldBackBy) => {
    const [verdict] = coverage([requirement], players).verdicts;
    expect(verdict).toMatchObject({ outcome, carriedBy, heldBackBy, explanation: { key: said } });
  });

  it('shows the total and what is short, unless one number may not be shown', () => {
    const [short] = coverage([people('SUM')], [lead('4'), partner('5.5')]).verdicts;
    expect(short).toMatchObject({ total: { value: '9.5' }, shortBy: { value: '0.5' } });
    const [veiled] = coverage([people('SUM')], [lead('4'), partner('5.5', { verdictOnly: true })]).verdicts;
    expect(veiled).toMatchObject({ outcome: 'UNMET', total: null, shortBy: null });
    expect(JSON.stringify(veiled)).not.toContain('5.5');
  });

  it('covers a union part by part and names the part nobody has', () => {
    const parts = [
      { name: 'joiners', measure: { cpv: ['45421000'] } },
      { name: 'electricians', measure: { cpv: ['45310000'] } },
    ];
    const union: Requirement = { ...base, mode: 'UNION', measure: { cpv: [] }, parts };
    const claims: FirmClaims[] = [
      { firmId: 'f0', capabilities: [{ cpv: '45421000' }], complete: true },
      { firmId: 'f1', capabilities: [{ cpv: '45311000' }] },
    ];
    const alone = coverageOf([union], { entries: [{ firmId: 'f0', roles: ['LEAD'] }] }, claims, today).verdicts[0]!;
    expect(alone).toMatchObject({ outcome: 'UNMET', explanation: { facts: { parts: { names: ['electricians'] } } } });
    const both = {
      entries: [
        { firmId: 'f0', roles: ['LEAD'] },
        { firmId: 'f1', roles: ['PARTNER'] },
      ],
    } as const;
    const together = coverageOf([union], both, claims, today).verdicts[0]!;
    expect(together.parts).toEqual([
      { name: 'joiners', outcome: 'MET', strength: 'DECLARED', firmIds: ['f0'], value: null },
      { name: 'electricians', outcome: 'MET', strength: 'DECLARED', firmIds: ['f1'], value: null },
    ]);
  });

  it('lets a helper firm lend only what its own record allows', () => {
    const lend = (clean_: boolean | undefined, staff = '10') =>
      coverage([people('ANY_ONE'), clean], [lead('1', { clean: true }), lender(staff, { clean: clean_ })]).verdicts;
    expect(lend(true).map(({ outcome }) => outcome)).toEqual(['MET', 'MET']);
    expect(lend(false).map(({ outcome }) => outcome)).toEqual(['UNMET', 'UNMET']);
    expect(lend(false)[0]?.firms[1]).toMatchObject({ explanation: { key: 'firm.unmet.EXCLUDED' }, value: null });
    expect(lend(false)[1]?.heldBackBy).toEqual(['f1']);
    expect(lend(undefined).map(({ outcome }) => outcome)).toEqual(['UNKNOWN', 'UNKNOWN']);
  });

  it('shows who is not weighed, without weighing it', () => {
    const [verdict] = coverage([people('LEAD')], [lead('1'), partner('10'), worker('10'), unnamed('10')]).verdicts;
    expect(verdict?.firms.map(({ counts, explanation }) => [counts, explanation.key])).toEqual([
      [true, 'firm.unmet.TOO_LITTLE'],
      [false, 'firm.notCounted.PARTNER'],
      [false, 'firm.notCounted.SUBCONTRACTOR'],
      [false, 'firm.notCounted.HELPER'],
    ]);
  });

  it('asks a firm of which nothing was handed in', () => {
    const [verdict] = coverageOf(
      [people('EACH')],
      { entries: [{ firmId: 'stranger', roles: ['LEAD'] }] },
      [],
      today,
    ).verdicts;
    expect(verdict?.firms[0]).toMatchObject({ outcome: 'UNKNOWN', explanation: { key: 'firm.unknown.ASK_THE_FIRM' } });
  });

  it('tells a sole tenderer from a group', () => {
    expect(coverage([], [lead('1'), lender('1'), worker('1')]).isSoleTenderer).toBe(true);
    expect(coverage([], [lead('1'), partner('1')]).isSoleTenderer).toBe(false);
  });

  it('counts and lists the gaps, essential and desirable apart', () => {
    const requirements = [
      people('EACH', '5', { id: 'a' }),
      people('EACH', '50', { id: 'b' }),
      people('EACH', '50', { id: 'c', essential: false }),
      { ...clean, id: 'd' },
    ];
    expect(coverage(requirements, [lead('10')]).summary).toEqual({
      met: 1,
      proved: 0,
      atRisk: 0,
      unknown: 1,
      unmet: 2,
      essentialGaps: ['b', 'd'],
      desirableGaps: ['c'],
    });
  });
});

describe('a visitor without an account', () => {
  const requirements = [
    people('SUM', '10', { id: 'yes', proof: 'DOCUMENT' }),
    people('EACH', '10', { id: 'no' }),
    people('SUM', '10', { id: 'part' }),
    people('ANY_ONE', '10', { id: 'open', essential: false }),
  ];

  it('sees from plain answers what is covered and what is missing', () => {
    const tried = tryCoverage(requirements, { yes: 'YES', no: 'NO', part: 'PART' });
    expect(tried.verdicts.map(({ outcome, explanation }) => [outcome, explanation.key])).toEqual([
      ['MET', 'try.YES_DOCUMENT_WITH_BID'],
      ['UNMET', 'try.NO'],
      ['UNMET', 'try.PART'],
      ['UNKNOWN', 'try.OPEN'],
    ]);
    expect(tried.summary).toMatchObject({ essentialGaps: ['no', 'part'], desirableGaps: ['open'] });
  });
});
