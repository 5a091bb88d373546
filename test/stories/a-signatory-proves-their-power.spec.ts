import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { type PersonActing, aPerson } from '../support/people.js';
import { upload } from '../support/uploads.js';

describe('a signatory proves their power', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi);
  }, 60_000);
  afterAll(() => kongsi.stop());

  const read = async (who: PersonActing, fileId: string): Promise<number> =>
    (await fetch(`${kongsi.url}/files/${fileId}`, { headers: { cookie: who.cookie ?? '' } })).status;

  it('with a paper that the firm and the operators read, and nobody else', async () => {
    const signatory = await aDelegate(firm, 'SIGNATORY');
    const fileId = await upload(signatory.person, 'SIGNING_POWER');
    const answer = await signatory.act(
      'proveSigningPower',
      { delegateId: signatory.delegateId, fileId },
      '... on Delegate { proofAt proof { id mediaType } }',
    );

    expect(answer).toMatchObject({ proofAt: expect.any(String), proof: { id: fileId, mediaType: 'application/pdf' } });
    expect(await read(firm.person, fileId)).toBe(200);
    expect(await read(await anOperator(kongsi), fileId)).toBe(200);
    expect(await read(await aPerson(kongsi), fileId)).toBe(404);
  });

  it('for themselves; an owner does so for any signatory', async () => {
    const [first, second] = [await aDelegate(firm, 'SIGNATORY'), await aDelegate(firm, 'SIGNATORY')];
    const fileId = await upload(first.person, 'SIGNING_POWER');
    await expect(first.act('proveSigningPower', { delegateId: second.delegateId, fileId })).rejects.toThrow(
      'FORBIDDEN',
    );
    const owners = await upload(firm.person, 'SIGNING_POWER');
    const byOwner = { delegateId: second.delegateId, fileId: owners };
    expect((await firm.act('proveSigningPower', byOwner)).__typename).toBe('Delegate');
  });

  it('only with their own upload, and only where there is a power to prove', async () => {
    const [signatory, editor] = [await aDelegate(firm, 'SIGNATORY'), await aDelegate(firm, 'EDITOR')];
    const fileId = await upload(firm.person, 'SIGNING_POWER');
    const foreign = { delegateId: signatory.delegateId, fileId };
    await expect(signatory.act('proveSigningPower', foreign)).rejects.toThrow('BAD_USER_INPUT');
    const nothing = { delegateId: editor.delegateId, fileId };
    expect((await firm.act('proveSigningPower', nothing)).code).toBe('SIGNATORY_NEEDED');
    await expect(editor.act('proveSigningPower', nothing)).rejects.toThrow('FORBIDDEN');
    await expect((await aFirm(kongsi)).act('proveSigningPower', nothing)).rejects.toThrow('NOT_FOUND');
  });
});
