import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { PasswordTooEasy } from './sign-in.refusals.js';

/** Lengths a password may have, in characters. Only the length and the guessable ones are ruled out (NIST SP 800-63B, 3.1.1.2). */
export const passwordLength = { min: 10, max: 200 } as const;

/** The ones everybody tries first, of ten characters and more; the shorter ones are ruled out by length. */
const commonest = new Set(
  `1234567890 0123456789 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 asdfghjkl;
   password12 password123 password1234 password12345 p@ssw0rd123 passw0rd123 iloveyou123 iloveyou12 welcome123
   welcome1234 administrator admin12345 admin123456 letmein123 football123 baseball123 sunshine123 princess123
   dragon12345 monkey12345 superman123 indonesia1 indonesia123 indonesia45 bismillah1 bismillah123 sayangku123
   katasandi1 katasandi123 rahasia123 rahasia1234 jakarta123 sayang12345 garuda12345 pancasila45 kongsi1234
   kongsi12345 1111111111 0000000000 1234512345 9876543210 abcdefghij abcd123456 abc1234567 qazwsxedcr
   changeme123 trustno1trustno1 internet123 computer123 michael123 whatever123 correcthorsebatterystaple`
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
);

/** Kept as argon2id with the parameters of OWASP's first choice (19 MiB, two passes, one lane): the package's defaults. */
@Injectable()
export class Passwords {
  /** Checked where there is no password to check, so that an unknown address costs the same work as a known one. */
  readonly #nobodys = hash('nobody signs in with this');

  async hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'));
  }

  /** Always does the same work, whether or not there is a hash. */
  async fits(password: string, passwordHash: string | null): Promise<boolean> {
    const fits = await verify(passwordHash ?? (await this.#nobodys), password.normalize('NFKC'));

    return fits && passwordHash !== null;
  }
}

/**
 * Rules out what a guesser tries first; there are no composition rules.
 *
 * @param known what others know of the person: address, name
 * @throws PasswordTooEasy
 */
export function ensureHardToGuess(password: string, known: { email: string | null; name: string | null }): void {
  const tried = password.normalize('NFKC').toLowerCase();
  const bare = tried.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (commonest.has(tried) || commonest.has(bare) || new Set(tried).size <= 2) throw new PasswordTooEasy('COMMON');
  const email = known.email?.toLowerCase() ?? '';
  const words = [email, email.split('@')[0]!, known.name?.toLowerCase() ?? ''].map((word) =>
    word.replaceAll(/[^\p{L}\p{N}]/gu, ''),
  );
  const isAboutOneself = words.some(
    (word) => word.length >= 4 && bare.includes(word) && bare.length - word.length < passwordLength.min - 4,
  );
  if (isAboutOneself) throw new PasswordTooEasy('ABOUT_YOU');
}
