import { describe, expect, it } from '@jest/globals';
import { flagsFor, type Procedure } from './procedure.js';
import { ensurePublishable } from './publishing-rules.js';
import { Tender, type Visibility } from './tender.entity.js';
import { VerificationNeeded } from './tender.refusals.js';

const now = new Date('2026-11-21T00:00:00Z');
const noticeOf = (procedure: Procedure, visibility: Visibility) => ({
  lots: [],
  tender: Object.assign(new Tender(), {
    procedure,
    visibility,
    flags: flagsFor(procedure),
    closesAt: new Date('2026-12-01T00:00:00Z'),
    legalGround: null,
  }),
});

describe('what a firm may publish before it is verified', () => {
  it.each<[Procedure, Visibility, boolean, boolean]>([
    ['QUOTE', 'PUBLIC', false, true],
    ['QUOTE', 'INVITED', false, true],
    ['SEALED', 'INVITED', false, true],
    ['SEALED', 'PUBLIC', false, false],
    ['SEALED', 'PUBLIC', true, true],
  ])('%s, %s, verified %s: %s', (procedure, visibility, isVerified, may) => {
    const publish = (): void =>
      ensurePublishable(noticeOf(procedure, visibility), { kind: 'BUSINESS', isVerified }, now);
    const outcome = may ? undefined : VerificationNeeded;

    expect(refusalOf(publish)).toBe(outcome);
  });
});

/** The class of what it threw; undefined when it threw nothing. */
function refusalOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return (error as object).constructor;
  }

  return undefined;
}
