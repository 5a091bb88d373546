import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type PersonActing, aPerson } from '../support/people.js';
import { aPdf } from '../support/uploads.js';

const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };

describe('an upload goes on where it was cut', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;
  let person: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi);
    ({ person } = firm);
  });
  afterAll(() => kongsi.stop());

  it('in pieces, with a question in between how far it is', async () => {
    const content = aPdf('x'.repeat(100_000));
    const { id, url } = await begin('EVIDENCE', content.length);
    expect(await send(url, content.subarray(0, 40_000), 0)).toBe(204);
    // The line was cut; another start of the browser asks where to go on.
    expect(await reached(url)).toBe('40000');
    expect(await send(url, content.subarray(0, 10), 0)).toBe(409);
    expect(await send(url, content.subarray(40_000), 40_000)).toBe(204);
    const { file } = await state(id);
    expect(file).toMatchObject({ size: content.length, mediaType: 'application/pdf', name: 'paper.pdf' });
    expect(file!.digest).toBe(`sha256:${createHash('sha256').update(content).digest('hex')}`);
  });

  it('is taken by what is in it, not by its name', async () => {
    const script = Buffer.from('<script>alert(1)</script>'.repeat(20));
    const { id, url } = await begin('EVIDENCE', script.length, 'paper.pdf');
    expect(await send(url, script, 0)).toBe(204);
    const { file, problem } = await state(id);
    expect(file).toBeNull();
    expect(problem).toEqual(expect.any(String));
  });

  it('ends at the limit that was said, before a byte is sent', async () => {
    const { errors } = await person.ask(
      'mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { __typename } }',
      {
        input: { purpose: 'EVIDENCE', name: 'film.pdf', size: 2_000_000_000 },
      },
    );
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'input.size' }] });
    const unknown = await person.ask(
      'mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { __typename } }',
      {
        input: { purpose: 'ANYTHING', name: 'a.pdf', size: 10 },
      },
    );
    expect(unknown.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('takes no more bytes than were announced', async () => {
    const { id, url } = await begin('EVIDENCE', 10);
    expect(await send(url, aPdf('much longer than ten bytes'), 0)).toBeGreaterThanOrEqual(400);
    expect((await state(id)).file).toBeNull();
  });

  it('is nobody else’s to send, to ask after or to read', async () => {
    const content = aPdf();
    const { id, url } = await begin('EVIDENCE', content.length);
    const stranger = await aPerson(kongsi);
    expect(await send(url, content, 0, stranger)).toBe(404);
    expect(
      (await fetch(kongsi.url + url, { method: 'HEAD', headers: { cookie: stranger.cookie!, ...tus } })).status,
    ).toBe(404);
    expect(
      (await stranger.ask('query ($id: ID!) { upload(id: $id) { id } }', { id })).errors![0]!.extensions.code,
    ).toBe('NOT_FOUND');
    expect(await send(url, content, 0)).toBe(204);
    const { file } = await state(id);
    const address = `${kongsi.url}/files/${file!.id}`;
    expect((await fetch(address, { headers: { cookie: stranger.cookie! } })).status).toBe(404);
    expect((await fetch(address)).status).toBe(404);
  });

  async function begin(purpose: string, size: number, name = 'paper.pdf'): Promise<{ id: string; url: string }> {
    return person.carryOut<{ id: string; url: string }>(
      'beginUpload',
      { purpose, name, size },
      '... on Upload { id url }',
    );
  }

  /** @returns the status of the answer */
  async function send(url: string, piece: Buffer, offset: number, by = person): Promise<number> {
    const answer = await fetch(kongsi.url + url, {
      method: 'PATCH',
      headers: { ...tus, cookie: by.cookie!, 'upload-offset': String(offset) },
      body: new Uint8Array(piece),
    });

    return answer.status;
  }

  async function reached(url: string): Promise<string | null> {
    const answer = await fetch(kongsi.url + url, { method: 'HEAD', headers: { ...tus, cookie: person.cookie! } });

    return answer.headers.get('upload-offset');
  }

  async function state(id: string): Promise<{
    problem: string | null;
    file: { id: string; size: number; mediaType: string; name: string; digest: string } | null;
  }> {
    const { upload } = await person.get<{ upload: Awaited<ReturnType<typeof state>> }>(
      'query ($id: ID!) { upload(id: $id) { problem file { id size mediaType name digest } } }',
      { id },
    );

    return upload;
  }
});
