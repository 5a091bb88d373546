import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { publicKeyOf } from '#libs/bids';
import { dataFile, readDataDir } from '#libs/platform';
import { type VerifiedFile, verifyFile } from '#libs/seal-format';
import { type Command, WrongUsage, print } from './command.js';

/** Checks receipts, heads, openings and stretches of the log, without a database and without this installation. */
export const verification: Record<string, Command> = {
  verify: {
    usage: '<file.json> [--key <public key, base64> …] [--receipt <receipt.json> …]',
    about:
      'Checks a receipt, a signed head, an opening or a log offline and says what it found; without --key by the key of the installation it runs in.',
    async run(args) {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { key: { type: 'string', multiple: true }, receipt: { type: 'string', multiple: true } },
      });
      if (positionals.length !== 1) throw new WrongUsage('Name one file to verify.');
      const publicKeys = values.key ?? (await ownKey());
      const receipts = await Promise.all((values.receipt ?? []).map(read));

      return report(await verifyFile(await read(positionals[0]!), { publicKeys, receipts }));
    },
  },
};

/** The key this installation signs with, where the command runs in one. */
async function ownKey(): Promise<string[]> {
  const privateKey = await readFile(dataFile(readDataDir(), 'keys', 'signing.key'), 'utf8').catch(() => undefined);
  if (privateKey === undefined)
    throw new WrongUsage('Give the installation’s public key by --key; it stands on its page "About this Kongsi".');
  const publicKey = await publicKeyOf(privateKey.trim());
  print(`Checked by the key of this installation, ${publicKey}.`);

  return [publicKey];
}

async function read(place: string): Promise<Uint8Array> {
  try {
    return await readFile(place);
  } catch {
    throw new WrongUsage(`${place} cannot be read.`);
  }
}

function report({ ok, format, findings }: VerifiedFile): number {
  for (const finding of findings) print(`${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.code}  ${finding.text}`);
  print(ok ? `Everything that can be checked in this ${format} holds.` : 'Do not trust this file.');

  return ok ? 0 : 1;
}
