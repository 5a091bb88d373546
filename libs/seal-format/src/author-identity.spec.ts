import { Decrypter, Encrypter, armor, generateX25519Identity } from 'age-encryption';
import { describe, expect, it } from '@jest/globals';
import { newAuthorIdentity, recipientOf, unwrapIdentity, wrapIdentity } from './author-identity.js';

describe('an author identity', () => {
  it('is one of the age format, with its public recipient', async () => {
    const identity = await newAuthorIdentity();
    expect(identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
    expect(await recipientOf(`${identity}\n`)).toMatch(/^age1[0-9a-z]{58}$/);
    expect(await newAuthorIdentity()).not.toBe(identity);
  });

  it('comes back with its passphrase and with no other', async () => {
    const identity = await newAuthorIdentity();
    const wrapped = await wrapIdentity(identity, 'kayu jati tua sekali');
    expect(wrapped).not.toContain('AGE-SECRET-KEY');
    expect(await unwrapIdentity(wrapped, 'kayu jati tua sekali')).toEqual({ ok: true, identity });
    expect(await unwrapIdentity(wrapped, 'kayu jati tua sekalj')).toEqual({ ok: false, code: 'WRONG_PASSPHRASE' });
    const changed = wrapped.replace(/[A-Za-z](?=[^\n]*\n-----END)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    expect((await unwrapIdentity(changed, 'kayu jati tua sekali')).ok).toBe(false);
  });

  it('is wrapped in a file any age client opens, and the other way round', async () => {
    const identity = await generateX25519Identity();
    const decrypter = new Decrypter();
    decrypter.addPassphrase('a long passphrase');
    const plain = await decrypter.decrypt(armor.decode(await wrapIdentity(identity, 'a long passphrase')), 'text');
    expect(plain).toBe(`${identity}\n`);

    const encrypter = new Encrypter();
    encrypter.setPassphrase('a long passphrase');
    encrypter.setScryptWorkFactor(10);
    const keyFile = await encrypter.encrypt(`# created: 2026-01-01T00:00:00Z\n# public key: age1…\n${identity}\n`);
    expect(await unwrapIdentity(armor.encode(keyFile), 'a long passphrase')).toEqual({ ok: true, identity });
  });

  it('is refused where there is none', async () => {
    await expect(wrapIdentity(await newAuthorIdentity(), 'short')).rejects.toThrow(RangeError);
    await expect(recipientOf('age1notanidentity')).rejects.toThrow(Error);
    expect(await unwrapIdentity('hello', 'a long passphrase')).toEqual({ ok: false, code: 'NOT_A_WRAPPED_IDENTITY' });
    const encrypter = new Encrypter();
    encrypter.setPassphrase('a long passphrase');
    encrypter.setScryptWorkFactor(10);
    const letter = armor.encode(await encrypter.encrypt('AGE-SECRET-KEY-1 is what this letter is about'));
    expect(await unwrapIdentity(letter, 'a long passphrase')).toEqual({ ok: false, code: 'NOT_A_WRAPPED_IDENTITY' });
  });
});
