import { describe, expect, it } from '@jest/globals';
import type { PartnerState } from './alliance.entity.js';
import { coordinatorsOf } from './alliance.policy.js';

const partners = (states: Record<string, PartnerState>): { firmId: string; state: PartnerState }[] =>
  Object.entries(states).map(([firmId, state]) => ({ firmId, state }));

describe('who arranges an alliance', () => {
  it.each<[string, Record<string, PartnerState>, string[], string[]]>([
    ['the proposer before its own yes', { p: 'INVITED', l: 'INVITED' }, ['l'], ['p']],
    ['proposer and lead once it has joined', { p: 'PARTNER', l: 'PARTNER', x: 'PARTNER' }, ['l'], ['p', 'l']],
    ['the lead when the proposer left', { p: 'LEFT', l: 'PARTNER', x: 'PARTNER' }, ['l'], ['l']],
    ['every partner when neither is there', { p: 'LEFT', l: 'LEFT', x: 'PARTNER', y: 'PARTNER' }, ['l'], ['x', 'y']],
    ['nobody who was only asked', { p: 'DECLINED', l: 'INVITED', x: 'INVITED' }, ['l'], []],
  ])('%s', (_, states, leads, expected) => {
    expect(coordinatorsOf({ proposerFirmId: 'p' }, partners(states), leads)).toEqual(expected);
  });
});
