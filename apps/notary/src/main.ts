import { Notary, NotaryFolder } from '#libs/bids';
import { WrongSetting, dataFile, readConfig } from '#libs/platform';
import { ownTime } from './own-time.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

// Holds the keys of sealed bids, alone. It speaks to nobody but the database.
try {
  const config = readConfig();
  const folder = await NotaryFolder.open(
    config.NOTARY_DIR ?? dataFile(config, 'notary'),
    config.NOTARY_RECOVERY_RECIPIENT,
  );
  if (folder.recoveryIdentityFile) {
    say(
      `Move ${folder.recoveryIdentityFile} off this machine now, and keep it safe: it alone brings sealed bids back when the notary’s keys are lost.`,
    );
  }
  const notary = new Notary({
    databaseUrl: config.DATABASE_URL,
    folder,
    poolSize: config.NOTARY_POOL,
    ownTime,
    say,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void notary.stop());
  await notary.run();
} catch (error) {
  process.stderr.write(`${error instanceof WrongSetting ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
