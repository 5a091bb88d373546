import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Passwords, ensureHardToGuess } from './passwords.js';

const sari = { email: 'sari.wijaya@example.org', name: 'Sari Wijaya' };

describe('a password', () => {
  it.each(['password123', 'PASSWORD123', 'pass-word-123', 'bismillah123', 'aaaaaaaaaaaa', 'ababababab'])(
    'is refused when everybody tries it first: %s',
    (password) => {
      expect(() => ensureHardToGuess(password, sari)).toThrow(expect.objectContaining({ reason: 'COMMON' }));
    },
  );

  it.each(['sari.wijaya@example.org', 'sariwijaya1', 'Sari Wijaya 01', '-sari.wijaya-'])(
    'is refused when it is little more than the name or the address: %s',
    (password) => {
      expect(() => ensureHardToGuess(password, sari)).toThrow(expect.objectContaining({ reason: 'ABOUT_YOU' }));
    },
  );

  it.each(['rotan kuat di dermaga', 'sari menjahit sampai pagi', 'correct horse battery', '一二三四五六七八九十'])(
    'may be any other: %s',
    (password) => {
      expect(() => ensureHardToGuess(password, sari)).not.toThrow();
    },
  );

  it('of a very short name may contain it', () => {
    expect(() => ensureHardToGuess('Li buys fresh fish', { email: 'li@example.org', name: 'Li' })).not.toThrow();
  });

  it('never stops somebody for lack of capitals, digits or signs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'bcdfghjklmnpqrstvwxz'.split('')), { minLength: 16, maxLength: 60 }),
        (letters) => {
          fc.pre(new Set(letters).size > 2);
          expect(() => ensureHardToGuess(letters.join(''), sari)).not.toThrow();
        },
      ),
    );
  });

  it('fits its own hash however its accents were typed, and no other', async () => {
    const passwords = new Passwords();
    const hash = await passwords.hash('caf\u00e9 di tepi sawah');

    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await passwords.fits('cafe\u0301 di tepi sawah', hash)).toBe(true);
    expect(await passwords.fits('cafe di tepi sawah', hash)).toBe(false);
    expect(await passwords.fits('nobody signs in with this', null)).toBe(false);
  });
});
