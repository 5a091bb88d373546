import { randomUUID } from 'node:crypto';
import type { FirmActing } from './firms.js';
import type { Outcome, PersonActing } from './people.js';

/** What a story answers about a change: the id of the entry, and the code when it was refused. */
export type Changed = Outcome & { id: string };

/** Says that the firm does joinery, as far as nothing else is said. */
export function addCapability(firm: FirmActing, facts: Record<string, unknown> = {}): Promise<Changed> {
  return firm.act<{ id: string }>(
    'addCapability',
    { cpv: '45421000', level: 'SKILLED', area: { radiusKm: 50 }, visibility: 'PUBLIC', ...facts },
    '... on Capability { id }',
  );
}

/** States how many people work there, as far as nothing else is said. */
export function recordFact(firm: FirmActing, facts: Record<string, unknown> = {}): Promise<Changed> {
  return firm.act<{ id: string }>(
    'recordFact',
    { key: 'STAFF', value: '14', visibility: 'PUBLIC', ...facts },
    '... on Fact { id }',
  );
}

/** Adds a timber certificate as a draft, as far as nothing else is said. */
export function addEvidence(firm: FirmActing, facts: Record<string, unknown> = {}): Promise<Changed> {
  return firm.act<{ id: string }>(
    'addEvidence',
    {
      kind: 'CERTIFICATE',
      scheme: 'SVLK',
      title: { en: 'Timber legality certificate', id: 'Sertifikat legalitas kayu' },
      issuer: 'Lembaga Sertifikasi Rimba',
      number: 'LSR-3106',
      visibility: 'PUBLIC',
      ...facts,
    },
    '... on Evidence { id }',
  );
}

/** Hands a draft in. */
export function submitEvidence(firm: FirmActing, evidenceId: string): Promise<Changed & { state: string }> {
  return firm.act('submitEvidence', { evidenceId }, '... on Evidence { id state }');
}

/** An operator says that the paper is true. */
export function verifyEvidence(operator: PersonActing, evidenceId: string): Promise<Outcome & { state: string }> {
  return operator.carryOut(
    'verifyEvidence',
    { evidenceId, source: 'Register of the issuer', idempotencyKey: randomUUID() },
    '... on Evidence { state source }',
  );
}

/** An operator says what is wrong with the paper. */
export function rejectEvidence(operator: PersonActing, evidenceId: string): Promise<Outcome & { state: string }> {
  return operator.carryOut(
    'rejectEvidence',
    { evidenceId, reason: 'The scan cannot be read. Please scan it again.', idempotencyKey: randomUUID() },
    '... on Evidence { state reason }',
  );
}

/** A paper of the firm that an operator verified. */
export async function aVerifiedPaper(
  firm: FirmActing,
  operator: PersonActing,
  facts: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await addEvidence(firm, facts);
  await submitEvidence(firm, id);
  await verifyEvidence(operator, id);

  return id;
}
