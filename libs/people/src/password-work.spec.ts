import { describe, expect, it, jest } from '@jest/globals';
import * as argon2 from '@node-rs/argon2';

const checked: string[] = [];
jest.unstable_mockModule('@node-rs/argon2', () => ({
  ...argon2,
  // The real check, with a note of what it was given.
  verify: (hash: string, password: string) => {
    checked.push(hash);

    return argon2.verify(hash, password);
  },
}));
const { Passwords } = await import('./passwords.js');

describe('where there is no password to check', () => {
  it('the same work is done as where there is one', async () => {
    const passwords = new Passwords();
    const known = await passwords.hash('rotan kuat di dermaga');
    expect(await passwords.fits('not the password', known)).toBe(false);
    expect(await passwords.fits('not the password', null)).toBe(false);

    expect(checked).toHaveLength(2);
    expect(argon2.parseOptions(checked[1]!)).toEqual(argon2.parseOptions(checked[0]!));
  });
});
