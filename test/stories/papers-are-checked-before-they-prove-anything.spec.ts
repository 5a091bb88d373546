import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import type { PersonActing } from '../support/people.js';
import {
  aVerifiedPaper,
  addCapability,
  addEvidence,
  rejectEvidence,
  submitEvidence,
  verifyEvidence,
} from '../support/profiles.js';

const papers = `query ($id: ID!) { firm(id: $id) { evidenceCount evidence {
  id kind scheme state isExpired source reason validUntil number title { text } } } }`;

interface Papers {
  firm: { evidenceCount: number; evidence: Record<string, unknown>[] };
}

describe('papers are checked before they prove anything', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;
  let operator: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi);
    operator = await anOperator(kongsi);
  }, 60_000);
  afterAll(() => kongsi.stop());

  const inDays = async (count: number): Promise<string> =>
    new Date((await kongsi.clock.now()).getTime() + days(count)).toISOString().slice(0, 10);
  const seenBy = async (reader: Pick<Kongsi, 'ask'>, of = firm): Promise<Papers['firm']> =>
    (await reader.ask<Papers>(papers, { id: of.firmId })).data.firm;
  const queue = async (): Promise<string[]> => {
    const { evidenceToVerify } = await operator.get<{ evidenceToVerify: { nodes: { id: string }[] } }>(
      '{ evidenceToVerify(first: 100) { nodes { id firm { name } } } }',
    );

    return evidenceToVerify.nodes.map((node) => node.id);
  };

  it('from draft to verified: the firm sees each step, others only what was handed in', async () => {
    const { id } = await addEvidence(firm);
    expect((await seenBy(kongsi)).evidence).toEqual([]);
    expect(await queue()).not.toContain(id);

    expect(await submitEvidence(firm, id)).toMatchObject({ state: 'SUBMITTED' });
    expect(await queue()).toContain(id);
    expect(await seenBy(kongsi)).toMatchObject({ evidenceCount: 1, evidence: [{ id, state: 'SUBMITTED' }] });

    expect(await verifyEvidence(operator, id)).toMatchObject({ state: 'VERIFIED', source: 'Register of the issuer' });
    expect(await queue()).not.toContain(id);
    expect((await firm.person.mails()).at(-1)).toMatchObject({
      subject: expect.stringMatching(/^Verified: Timber legality certificate/),
      body: expect.stringMatching(/Register of the issuer/),
    });
    const { rows } = await kongsi.pool.query<{ kind: string }>(
      'SELECT "kind" FROM "evidenceEvent" WHERE "evidenceId" = $1 ORDER BY "seq"',
      [id],
    );
    expect(rows.map((row) => row.kind)).toEqual(['ADDED', 'SUBMITTED', 'VERIFIED']);
  });

  it('a rejected paper comes back with a reason, is corrected and handed in again', async () => {
    const own = await aFirm(kongsi);
    const { id } = await addEvidence(own);
    await submitEvidence(own, id);
    expect(await rejectEvidence(operator, id)).toMatchObject({ state: 'REJECTED' });
    expect((await seenBy(kongsi, own)).evidence).toEqual([]);
    expect((await seenBy(own, own)).evidence).toMatchObject([
      { state: 'REJECTED', reason: expect.stringMatching(/scan/) },
    ]);
    expect((await own.person.mails()).at(-1)?.body).toMatch(/Please scan it again/);

    const changed = await own.act(
      'changeEvidence',
      { evidenceId: id, number: 'LSR-3107' },
      '... on Evidence { state reason number }',
    );
    expect(changed).toMatchObject({ state: 'DRAFT', reason: null, number: 'LSR-3107' });
    expect(await submitEvidence(own, id)).toMatchObject({ state: 'SUBMITTED' });
  });

  it('each step is refused where it does not fit', async () => {
    const own = await aFirm(kongsi);
    const { id } = await addEvidence(own, { issuer: null });
    expect((await submitEvidence(own, id)).code).toBe('EVIDENCE_INCOMPLETE');
    expect((await verifyEvidence(operator, id)).code).toBe('EVIDENCE_NOT_SUBMITTED');
    expect((await rejectEvidence(operator, id)).code).toBe('EVIDENCE_NOT_SUBMITTED');

    await own.act('changeEvidence', { evidenceId: id, issuer: 'Lembaga', validUntil: await inDays(-1) });
    expect((await submitEvidence(own, id)).code).toBe('EVIDENCE_EXPIRED');
    await own.act('changeEvidence', { evidenceId: id, validUntil: await inDays(400) });
    await submitEvidence(own, id);
    expect((await submitEvidence(own, id)).code).toBe('EVIDENCE_NOT_DRAFT');
    expect((await own.act('changeEvidence', { evidenceId: id, number: '1' })).code).toBe('EVIDENCE_NOT_DRAFT');
  });

  it('an operator never decides on the papers of an own firm', async () => {
    const own = await aFirm(kongsi, { founder: operator });
    const { id } = await addEvidence(own);
    await submitEvidence(own, id);

    expect((await verifyEvidence(operator, id)).code).toBe('OWN_EVIDENCE');
    expect((await rejectEvidence(operator, id)).code).toBe('OWN_EVIDENCE');
  });

  it('names the field for a paper that cannot be', async () => {
    const problem = async (facts: Record<string, unknown>): Promise<unknown> => {
      const answer = await firm.ask(
        'mutation ($input: AddEvidenceInput!) { addEvidence(input: $input) { __typename } }',
        {
          input: {
            actingFor: firm.firmId,
            idempotencyKey: randomUUID(),
            kind: 'LICENCE',
            title: { en: 'Licence' },
            visibility: 'PUBLIC',
            ...facts,
          },
        },
      );

      return answer.errors?.[0]?.extensions.problems?.[0]?.path;
    };
    const stranger = await aFirm(kongsi);
    const { id } = await addCapability(stranger);

    expect(await problem({ title: { en: ' ' } })).toBe('input.title');
    expect(await problem({ title: { id: 'x'.repeat(201) } })).toBe('input.title.id');
    expect(await problem({ validFrom: '2026-02-01', validUntil: '2026-01-01' })).toBe('input.validUntil');
    expect(await problem({ capabilityIds: [id] })).toBe('input.capabilityIds');
    expect(await problem({ fileId: randomUUID() })).toBe('input.fileId');
  });

  it('a stranger changes nothing, and only operators decide', async () => {
    const { id } = await addEvidence(firm);
    const stranger = await aFirm(kongsi);
    const code = async (by: Pick<Kongsi, 'ask'>, verb: string, input: Record<string, unknown>): Promise<unknown> => {
      const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
      const answer = await by.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
        input: { idempotencyKey: randomUUID(), evidenceId: id, ...input },
      });

      return answer.errors?.[0]?.extensions.code;
    };

    for (const verb of ['changeEvidence', 'submitEvidence', 'removeEvidence']) {
      expect(await code(stranger, verb, { actingFor: stranger.firmId })).toBe('NOT_FOUND');
      expect(await code(stranger, verb, { actingFor: firm.firmId })).toBe('NOT_FOUND');
      expect(await code(kongsi, verb, { actingFor: firm.firmId })).toBe('UNAUTHENTICATED');
    }
    expect(await code(firm, 'verifyEvidence', { source: 'Myself' })).toBe('FORBIDDEN');
    expect(await code(firm, 'rejectEvidence', { reason: 'I do not like it.' })).toBe('FORBIDDEN');
    const waiting = await firm.ask('{ evidenceToVerify { nodes { id } } }');
    expect(waiting.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('the clock alone ends a paper', async () => {
    const own = await aFirm(kongsi);
    const id = await aVerifiedPaper(own, operator, { validUntil: await inDays(10) });
    expect(await seenBy(kongsi, own)).toMatchObject({ evidenceCount: 1, evidence: [{ id, isExpired: false }] });

    await kongsi.clock.pass(days(11));
    expect(await seenBy(kongsi, own)).toMatchObject({
      evidenceCount: 0,
      evidence: [{ id, state: 'VERIFIED', isExpired: true }],
    });
  });

  it('owners and editors are told 60, 30 and 7 days before, once each; nobody about a paper that was removed', async () => {
    const own = await aFirm(kongsi);
    const editor = await aDelegate(own, 'EDITOR');
    const viewer = await aDelegate(own, 'VIEWER');
    await aVerifiedPaper(own, operator, { validUntil: await inDays(100) });
    const removed = await aVerifiedPaper(own, operator, { validUntil: await inDays(100) });
    await own.act('removeEvidence', { evidenceId: removed });
    const told = async (person: PersonActing): Promise<number> =>
      (await person.mails()).filter((mail) => mail.subject.startsWith('Runs out on')).length;
    const counts: number[] = [];
    for (const step of [39, 2, 30, 23, 10]) {
      await kongsi.clock.pass(days(step));
      counts.push(await told(own.person));
    }

    expect(counts).toEqual([0, 1, 2, 3, 3]);
    expect(await told(editor.person)).toBe(3);
    expect(await told(viewer.person)).toBe(0);
    expect((await own.person.mails()).find((mail) => mail.subject.startsWith('Runs out'))?.body).toMatch(
      /Days left: 59\./,
    );
  }, 60_000);
});
