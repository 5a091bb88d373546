import { createHash, randomInt } from 'node:crypto';

/** What we keep of a secret that people hold: SHA-256, hex. Fit for long random tokens, not for passwords. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Six digits to type from a mail. Short: it lives for minutes and allows a handful of tries. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
