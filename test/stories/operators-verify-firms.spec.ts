import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm, foundFirm, foundingInput } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { type Outcome, type PersonActing, aPerson } from '../support/people.js';

const source = 'OSS, Kementerian Investasi';
const reason = 'The register no longer knows this number.';

describe('operators verify firms', () => {
  let kongsi: Kongsi;
  let operator: PersonActing;
  let last = 9_900_100_002_000;

  beforeAll(async () => {
    kongsi = await startKongsi();
    operator = await anOperator(kongsi);
  }, 60_000);
  afterAll(() => kongsi.stop());

  const nib = (): { scheme: string; number: string } => ({ scheme: 'NIB', number: String((last += 1)) });
  const verify = (firm: FirmActing, by = operator): Promise<Outcome> =>
    by.carryOut('verifyFirm', { firmId: firm.firmId, source, idempotencyKey: randomUUID() }, '');
  const revoke = (firm: FirmActing, by = operator): Promise<Outcome> =>
    by.carryOut('revokeVerification', { firmId: firm.firmId, reason, idempotencyKey: randomUUID() }, '');
  const badge = async (firm: FirmActing): Promise<unknown> => {
    const { data } = await kongsi.ask<{ firm: unknown }>(
      `{ firm(id: "${firm.firmId}") { verifiedAt verification { source decidedAt } legalIds { verifiedAt } } }`,
    );

    return data.firm;
  };

  it('from a queue, and everybody sees against what', async () => {
    const [firm, without] = [await aFirm(kongsi, { legalIds: [nib()] }), await aFirm(kongsi)];
    const queue = async (): Promise<string[]> => {
      const { firmsAwaitingVerification } = await operator.get<{
        firmsAwaitingVerification: { nodes: { id: string }[] };
      }>('{ firmsAwaitingVerification(first: 100) { nodes { id } } }');

      return firmsAwaitingVerification.nodes.map((node) => node.id);
    };
    expect(await queue()).toContain(firm.firmId);
    expect(await queue()).not.toContain(without.firmId);
    expect((await verify(without)).code).toBe('NO_LEGAL_ID');

    expect((await verify(firm)).__typename).toBe('Firm');
    const time = expect.any(String);
    expect(await badge(firm)).toEqual({
      verifiedAt: time,
      verification: { source, decidedAt: time },
      legalIds: [{ verifiedAt: time }],
    });
    expect(await queue()).not.toContain(firm.firmId);
    expect((await firm.person.mails()).at(-1)?.body).toContain(source);
    expect((await verify(firm)).code).toBe('ALREADY_VERIFIED');
  });

  it('and take it back with a reason that the owners are told', async () => {
    const firm = await aFirm(kongsi, { legalIds: [nib()] });
    expect((await revoke(firm)).code).toBe('NOT_VERIFIED');
    await verify(firm);
    await revoke(firm);

    expect(await badge(firm)).toEqual({ verifiedAt: null, verification: null, legalIds: [{ verifiedAt: null }] });
    expect((await firm.person.mails()).at(-1)?.body).toContain(reason);
  });

  it('once per number: who comes second is told to join', async () => {
    const number = nib();
    const [first, second] = [await aFirm(kongsi, { legalIds: [number] }), await aFirm(kongsi, { legalIds: [number] })];
    await verify(first);
    expect((await verify(second)).code).toBe('LEGAL_ID_TAKEN');

    const third = await foundFirm(
      await aPerson(kongsi),
      await foundingInput(kongsi, { legalIds: [number] }),
      '... on LegalIdTaken { scheme number }',
    );
    expect(third).toMatchObject({ code: 'LEGAL_ID_TAKEN', ...number });
    const taken = await (
      await aFirm(kongsi)
    ).act('identifyFirm', { kind: 'BUSINESS', name: 'Ours', legalIds: [number] });
    expect(taken.code).toBe('LEGAL_ID_TAKEN');
  });

  it('two at once for one number end with one badge', async () => {
    const number = nib();
    const firms = [await aFirm(kongsi, { legalIds: [number] }), await aFirm(kongsi, { legalIds: [number] })];
    const answers = await Promise.all(firms.map((firm) => verify(firm)));

    expect(answers.map((answer) => answer.code ?? 'OK').toSorted()).toEqual(['LEGAL_ID_TAKEN', 'OK']);
  });

  it('control: without the index both get the badge', async () => {
    const index = '"firmLegalId_one_verified"';
    const { rows } = await kongsi.pool.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE indexname = 'firmLegalId_one_verified'`,
    );
    const number = nib();
    const firms = [await aFirm(kongsi, { legalIds: [number] }), await aFirm(kongsi, { legalIds: [number] })];
    await kongsi.pool.query(`DROP INDEX ${index}`);
    const answers = await Promise.all(firms.map((firm) => verify(firm)));
    expect(answers.map((answer) => answer.__typename)).toEqual(['Firm', 'Firm']);

    await revoke(firms[0]!);
    await kongsi.pool.query(rows[0]!.indexdef);
  });

  it('anew after the firm changed its name or numbers, but not after it told the same again', async () => {
    const number = nib();
    const firm = await aFirm(kongsi, { name: 'Kusen Embun', legalIds: [number] });
    await verify(firm);
    await firm.act('identifyFirm', { kind: 'BUSINESS', name: 'Kusen Embun', legalIds: [number] });
    expect(await badge(firm)).toMatchObject({ verifiedAt: expect.any(String) });
    await firm.act('identifyFirm', { kind: 'BUSINESS', name: 'Kusen Embun Baru', legalIds: [number] });
    expect(await badge(firm)).toMatchObject({ verifiedAt: null, verification: null });
  });

  it('and nobody else does', async () => {
    const firm = await aFirm(kongsi, { legalIds: [nib()] });
    await expect(verify(firm, firm.person)).rejects.toThrow('FORBIDDEN');
    await expect(revoke(firm, firm.person)).rejects.toThrow('FORBIDDEN');
    await expect(firm.get('{ firmsAwaitingVerification { nodes { id } } }')).rejects.toThrow('FORBIDDEN');
    const anonymous = await kongsi.ask('{ firmsAwaitingVerification { nodes { id } } }');
    expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
