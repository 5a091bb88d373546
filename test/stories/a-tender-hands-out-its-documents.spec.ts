import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aDraft, aTender, publishTender, tenderSeenBy } from '../support/tenders.js';
import { upload } from '../support/uploads.js';

interface Papers {
  documents: {
    id: string;
    title: string;
    version: number;
    replacedById: string | null;
    file: { id: string; url: string } | null;
    requests: { grantedAt: string | null; firm: { id: string } }[];
  }[];
  addenda: { number: number; changes: { path: string; before: string | null; after: string }[] }[];
}
const papers = `documents { id title version replacedById file { id url } requests { grantedAt refusedAt firm { id } } }
  addenda { number changes { path before after } }`;

describe('a tender hands out its documents', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let stranger: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, joiner, stranger] = [await aFirm(kongsi), await aFirm(kongsi), await aFirm(kongsi)];
  }, 60_000);
  afterAll(() => kongsi.stop());

  const seen = async (tenderId: string, firm: FirmActing): Promise<Papers> =>
    (await tenderSeenBy<Papers>(firm, tenderId, papers))!;
  const add = async (tenderId: string, facts: Record<string, unknown> = {}) => {
    const fileId = await upload(buyer.person, 'TENDER_DOCUMENT', Buffer.from('Twelve windows, drawn.'), 'windows.txt');

    return buyer.act<{ id: string; version: number }>(
      'addTenderDocument',
      { tenderId, fileId, type: 'technicalSpecifications', title: 'Drawings', ...facts },
      '... on TenderDocument { id version }',
    );
  };
  const fetched = async (firm: FirmActing, url: string): Promise<number> =>
    (await fetch(`${kongsi.url}${url}`, { headers: { cookie: firm.person.cookie! } })).status;

  it('to everybody who sees the tender, when they are public', async () => {
    const draft = await aDraft(buyer);
    await add(draft.id);
    const { url } = (await seen(draft.id, buyer)).documents[0]!.file!;
    expect(await fetched(stranger, url)).toBe(404);
    await publishTender(buyer, draft.id);

    expect((await seen(draft.id, stranger)).documents).toMatchObject([
      { title: 'Drawings', version: 1, file: { url } },
    ]);
    expect(await fetched(stranger, url)).toBe(200);
  });

  it('to firms that asked and were let in, and no longer when that is taken back', async () => {
    const draft = await aDraft(buyer);
    const { id } = await add(draft.id, { access: 'ON_REQUEST' });
    await publishTender(buyer, draft.id);
    const { url } = (await seen(draft.id, buyer)).documents[0]!.file!;

    await joiner.act('requestDocument', { documentId: id });
    await joiner.act('requestDocument', { documentId: id });
    expect((await seen(draft.id, joiner)).documents[0]).toMatchObject({ file: null, requests: [{ grantedAt: null }] });
    expect((await seen(draft.id, stranger)).documents[0]).toMatchObject({ file: null, requests: [] });
    expect((await seen(draft.id, buyer)).documents[0]!.requests).toMatchObject([{ firm: { id: joiner.firmId } }]);
    expect(await fetched(joiner, url)).toBe(404);

    await buyer.act('grantDocument', { documentId: id, firmId: joiner.firmId });
    expect([await fetched(joiner, url), await fetched(stranger, url)]).toEqual([200, 404]);
    await buyer.act('refuseDocument', { documentId: id, firmId: joiner.firmId });
    expect(await fetched(joiner, url)).toBe(404);
    const subjects = (await joiner.person.mails()).map((mail) => mail.subject);
    expect(subjects).toEqual(expect.arrayContaining(['You may read it: Drawings', 'Not handed out: Drawings']));
  });

  it('to firms that promised secrecy', async () => {
    const draft = await aDraft(buyer);
    const { id } = await add(draft.id, { access: 'AFTER_NDA' });
    await publishTender(buyer, draft.id);
    expect(await joiner.act('requestDocument', { documentId: id }, '... on AccessByOtherWay { access }')).toMatchObject(
      {
        code: 'ACCESS_BY_OTHER_WAY',
        access: 'AFTER_NDA',
      },
    );
    await joiner.act('acceptNda', { documentId: id });

    expect((await seen(draft.id, joiner)).documents[0]!.file).not.toBeNull();
    expect((await seen(draft.id, stranger)).documents[0]!.file).toBeNull();
  });

  it('in versions that follow by addenda once it is published, to the same firms', async () => {
    const draft = await aDraft(buyer);
    const first = await add(draft.id, { access: 'ON_REQUEST' });
    await publishTender(buyer, draft.id);
    await joiner.act('requestDocument', { documentId: first.id });
    await buyer.act('grantDocument', { documentId: first.id, firmId: joiner.firmId });
    expect(await add(draft.id, { replacesId: first.id })).toMatchObject({ code: 'ADDENDUM_NEEDED' });

    const addendum = { kind: 'CLERICAL', note: 'A page was missing.' };
    const second = await add(draft.id, { access: 'ON_REQUEST', replacesId: first.id, addendum });
    const { documents, addenda } = await seen(draft.id, joiner);
    expect(documents).toMatchObject([
      { version: 1, replacedById: second.id },
      { version: 2, replacedById: null, file: { url: expect.any(String) } },
    ]);
    expect(addenda).toEqual([
      { number: 1, changes: [{ path: 'documents', before: 'Drawings, 1', after: 'Drawings, 2' }] },
    ]);
  });

  it('only by its buyer: a stranger adds, grants and removes nothing', async () => {
    const draft = await aDraft(buyer);
    const { id } = await add(draft.id, { access: 'ON_REQUEST' });
    const tender = await aTender(buyer);
    const input = { actingFor: stranger.firmId, idempotencyKey: 'stranger-1', documentId: id };
    const ask = (verb: string, type: string, given: Record<string, unknown>) =>
      stranger.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, { input: given });
    const answers = [
      await ask('removeTenderDocument', 'RemoveTenderDocumentInput', input),
      await ask('requestDocument', 'RequestDocumentInput', { ...input, idempotencyKey: 'stranger-2' }),
      await ask('grantDocument', 'GrantDocumentInput', {
        ...input,
        idempotencyKey: 'stranger-3',
        firmId: stranger.firmId,
      }),
    ];
    expect(answers.map((answer) => answer.errors?.[0]?.extensions.code)).toEqual(Array(3).fill('NOT_FOUND'));
    expect((await seen(tender.id, stranger)).documents).toEqual([]);
    expect(await buyer.act('removeTenderDocument', { documentId: id })).toMatchObject({ __typename: 'TenderDocument' });
  });
});
