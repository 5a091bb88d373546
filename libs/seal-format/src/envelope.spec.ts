import { createHash } from 'node:crypto';
import { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { newAuthorIdentity, recipientOf } from './author-identity.js';
import { joined, textOf, utf8 } from './bytes.js';
import { readContainer, writeContainer } from './container.js';
import { digestOf } from './digest.js';
import { CannotSeal, type ExpectedSeal, inspectSealed, openEnvelope, sealEnvelope } from './envelope.js';
import { type PackedBid, type PartContent, packBid, packPart, paddedTo, unpackPart } from './part.js';
import { readPriceSchedule } from './price-schedule.js';

const address = { tenderId: 't1', lotId: 'l1', tendererId: 'a1', bidId: 'b1', version: 2, addendum: 0 };
const schedule = {
  format: 'kongsi-price-schedule/1',
  currency: 'IDR',
  lines: [{ itemId: 'i1', unitPrice: '450000', quantity: '10' }],
  total: '4500000',
  vat: { status: 'EXEMPT' },
};
const prices: PartContent = {
  id: 'prices',
  authorFirmId: 'f1',
  envelope: 'BID',
  kind: 'PRICE_SCHEDULE',
  name: 'prices.json',
  mediaType: 'application/json',
  content: utf8(JSON.stringify(schedule)),
};
const drawing: PartContent = {
  ...prices,
  id: 'drawing',
  kind: 'DOCUMENT',
  name: 'Kusen pintu – 450 000.pdf',
  mediaType: 'application/pdf',
  content: utf8('%PDF-1.7 …'),
};

let notary: string;
let author: string;
let recipients: string[];
let bid: PackedBid;
let expected: ExpectedSeal;
let sealed: Uint8Array;

const compartment = { envelope: 'BID', authorFirmId: 'f1' } as const;
const expectedOf = async ({ manifest }: PackedBid): Promise<ExpectedSeal> => ({
  ...address,
  ...compartment,
  manifestDigest: await digestOf(manifest),
});

/** As any client of the age format would, without any code of ours. */
async function ageFile(plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);

  return encrypter.encrypt(plain);
}

beforeAll(async () => {
  notary = await generateX25519Identity();
  author = await newAuthorIdentity();
  recipients = [await identityToRecipient(notary), await recipientOf(author)];
  bid = await packBid(address, [prices, drawing]);
  expected = await expectedOf(bid);
  sealed = await sealEnvelope({ ...bid, ...compartment, recipients });
});

describe('a sealed envelope', () => {
  it('opens with the envelope key and with its author key, and with no other', async () => {
    for (const identity of [notary, author]) {
      const opened = await openEnvelope(sealed, identity, expected);
      if (!opened.ok) throw new Error(opened.problem.code);
      expect(opened.manifest).toEqual(bid.manifest);
      expect([...opened.parts.keys()]).toEqual(['prices', 'drawing']);
      expect(opened.parts.get('drawing')).toEqual({
        name: drawing.name,
        mediaType: drawing.mediaType,
        content: drawing.content,
      });
      expect(readPriceSchedule(opened.parts.get('prices')?.content)).toEqual({ ok: true, schedule });
    }
    expect(await openEnvelope(sealed, await newAuthorIdentity(), expected)).toMatchObject({
      ok: false,
      problem: { code: 'NOT_DECRYPTABLE' },
    });
    expect(await openEnvelope(sealed, 'no identity', expected)).toMatchObject({ ok: false });
  });

  it('is an age file with the documented text inside', async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(notary);
    const plain = Buffer.from(await decrypter.decrypt(sealed));
    const [format, envelope, firm, length] = plain.toString('latin1').split('\n');
    expect([format, envelope, firm]).toEqual(['kongsi-sealed/1', 'BID', 'f1']);
    const start = [format, envelope, firm, length, ''].join('\n').length;
    expect(JSON.parse(plain.toString('utf8', start, start + Number(length)))).toEqual(bid.manifest);
    let offset = start + Number(length);
    for (const { size, digest } of bid.manifest.parts) {
      const part = plain.subarray(offset, offset + size);
      expect(`sha256:${createHash('sha256').update(part).digest('hex')}`).toBe(digest);
      offset += size;
    }
    expect(offset).toBe(plain.length);
  });

  it('may be made by hand, with another order of keys, white space and no padding', async () => {
    const content = Buffer.from(
      `{ "salt": "${'ab'.repeat(32)}", "name": "offer", "mediaType": "text/plain" }\nGood work.`,
    );
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    const manifest = `{ "version": 2, "format": "kongsi-bid-manifest/1", "tenderId": "t1", "lotId": "l1",
      "tendererId": "a1", "bidId": "b1", "addendum": 0, "parts": [{ "id": "offer", "authorFirmId": "f1",
      "envelope": "BID", "kind": "DOCUMENT", "size": ${content.length}, "digest": "${digest}" }] }`;
    const plain = Buffer.concat([Buffer.from(`kongsi-sealed/1\nBID\nf1\n${manifest.length}\n${manifest}`), content]);
    const manifestDigest = await digestOf(JSON.parse(manifest));
    const opened = await openEnvelope(await ageFile(plain), notary, { ...expected, manifestDigest });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    expect(textOf(opened.parts.get('offer')?.content ?? new Uint8Array())).toBe('Good work.');
  });

  it('holds only the parts of its envelope and author, under the manifest of the whole bid', async () => {
    const contents: PartContent[] = [
      { ...drawing, envelope: 'TECHNICAL' },
      { ...prices, envelope: 'PRICE' },
      { ...prices, id: 'prices-2', envelope: 'PRICE', authorFirmId: 'f2' },
    ];
    const split = await packBid(address, contents);
    const price = { envelope: 'PRICE', authorFirmId: 'f2' } as const;
    const ours = { ...(await expectedOf(split)), ...price };
    const file = await sealEnvelope({ ...split, ...price, recipients });
    const opened = await openEnvelope(file, notary, ours);
    expect(opened.ok && [...opened.parts.keys()]).toEqual(['prices-2']);
    expect(await openEnvelope(file, notary, { ...ours, envelope: 'TECHNICAL' })).toMatchObject({
      problem: { code: 'SEALED_FOR_ANOTHER', problems: [{ path: 'envelope' }] },
    });
  });
});

describe('tampering with a sealed envelope', () => {
  it('is found whichever byte is flipped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect((await openEnvelope(changed, author, expected)).ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('is found whichever byte is cut or added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), async (length) => {
        expect((await openEnvelope(sealed.slice(0, length), notary, expected)).ok).toBe(false);
      }),
      { numRuns: 50 },
    );
    expect((await openEnvelope(joined([sealed, utf8('x')]), notary, expected)).ok).toBe(false);
  });

  it.each(['tenderId', 'lotId', 'tendererId', 'bidId', 'version', 'authorFirmId'] as const)(
    'is found when it is copied to another %s',
    async (field) => {
      const elsewhere = { ...expected, [field]: field === 'version' ? 3 : 'x9' };
      expect(await openEnvelope(sealed, notary, elsewhere)).toMatchObject({
        ok: false,
        problem: { code: 'SEALED_FOR_ANOTHER', problems: [{ path: field }] },
      });
    },
  );

  it('is found when another content was acknowledged', async () => {
    const other = await packBid(address, [prices, drawing]);
    expect(await openEnvelope(sealed, notary, await expectedOf(other))).toMatchObject({
      problem: { code: 'OTHER_MANIFEST' },
    });
  });

  it('is found when parts are swapped, changed, cut, added or left out by someone with the recipients', async () => {
    const [first, second] = [bid.parts.get('prices'), bid.parts.get('drawing')];
    if (!first || !second) throw new Error('parts');
    const good = { manifest: bid.manifest, ...compartment, parts: bid.parts };
    const swapped = new Map([
      ['prices', second],
      ['drawing', first],
    ]);
    expect(first.length).toBe(second.length);
    const changed = first.slice();
    changed[changed.length - 3] = 57;
    const spoilt: [Uint8Array, string][] = [
      [writeContainer({ ...good, parts: swapped }), 'PARTS_DAMAGED'],
      [writeContainer({ ...good, parts: new Map([...bid.parts, ['prices', changed]]) }), 'PARTS_DAMAGED'],
      [writeContainer({ ...good, parts: new Map([['prices', first]]) }), 'NOT_A_SEALED_BID'],
      [joined([writeContainer(good), utf8('more')]), 'NOT_A_SEALED_BID'],
      [utf8('just a letter\n'), 'NOT_A_SEALED_BID'],
      [new Uint8Array(), 'NOT_A_SEALED_BID'],
    ];
    for (const [plain, code] of spoilt) {
      expect(await openEnvelope(await ageFile(plain), notary, expected)).toMatchObject({
        ok: false,
        problem: { code },
      });
    }
    expect(await openEnvelope(await ageFile(writeContainer(good)), notary, expected)).toMatchObject({ ok: true });
  });

  it('never makes the container reader throw', () => {
    const good = writeContainer({ manifest: bid.manifest, ...compartment, parts: bid.parts });
    const input = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.tuple(fc.nat(700), fc.nat(255)).map(([at, byte]) => good.map((old, index) => (index === at ? byte : old))),
      fc.string().map((rest) => utf8(`kongsi-sealed/1\nBID\nf1\n${rest}`)),
    );
    fc.assert(fc.property(input, (bytes) => expect([true, false]).toContain(readContainer(bytes).ok)));
  });
});

describe('sealing', () => {
  it('refuses what does not hold together', async () => {
    const seal = (change: object): Promise<Uint8Array> =>
      sealEnvelope({ ...bid, ...compartment, recipients, ...change });
    const missing = new Map([...bid.parts].slice(1));
    const other = new Map([...bid.parts, ['prices', packPart(prices)]]);
    await expect(seal({ parts: missing })).rejects.toThrow(CannotSeal);
    await expect(seal({ parts: other })).rejects.toThrow(CannotSeal);
    await expect(seal({ manifest: { ...bid.manifest, version: 0 } })).rejects.toThrow(CannotSeal);
    await expect(seal({ envelope: 'PRICE' })).rejects.toThrow(CannotSeal);
    await expect(seal({ recipients: [] })).rejects.toThrow(CannotSeal);
    await expect(seal({ recipients: ['age1nobody'] })).rejects.toThrow(/recipients\[0\]/);
  });
});

describe('what a part tells before the opening', () => {
  it('is neither its exact length nor a digest that can be guessed', async () => {
    const packed = [packPart(prices), packPart(prices), packPart({ ...prices, content: prices.content.slice(0, -5) })];
    expect(packed.map(({ length }) => length)).toEqual([paddedTo, paddedTo, paddedTo]);
    expect(await digestOf(packed[0])).not.toBe(await digestOf(packed[1]));
    expect(JSON.stringify(bid.manifest)).not.toContain('450');
  });

  it('is packed without loss, whatever it holds', () => {
    const name = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), name, (content, name) => {
        const packed = packPart({ name, mediaType: 'text/plain', content });
        expect(packed.length % paddedTo).toBe(0);
        expect(unpackPart(packed)).toEqual({ ok: true, name, mediaType: 'text/plain', content });
      }),
    );
    expect(unpackPart(utf8('no label'))).toMatchObject({ ok: false });
    expect(unpackPart(utf8('{}\n'))).toMatchObject({ ok: false });
  });
});

describe('looking at a file without a key', () => {
  it('tells an age file from what is none', async () => {
    expect(inspectSealed(sealed)).toEqual({ ok: true, recipients: 2 });
    const byPassphrase = new Encrypter();
    byPassphrase.setPassphrase('a long passphrase');
    byPassphrase.setScryptWorkFactor(10);
    for (const [file, read] of [
      [utf8(armor.encode(sealed)), 'an armored file'],
      [await byPassphrase.encrypt('bid'), 'locked by passphrase'],
      [utf8('%PDF-1.7'), 'no age file'],
      [new Uint8Array(), 'no age file'],
    ] as const) {
      expect(inspectSealed(file)).toMatchObject({ ok: false, problems: [{ read }] });
    }
  });
});
