/** The notary as it ships, but for its clock: a story moves it by messages between processes, and hears when a round of work is done. */
import { Notary, NotaryFolder } from '#libs/bids';

const { DATABASE_URL: databaseUrl, NOTARY_DIR: place, NOTARY_POOL: poolSize } = process.env;
let offsetMs = 0;
const notary = new Notary({
  databaseUrl,
  folder: await NotaryFolder.open(place, process.env.NOTARY_RECOVERY_RECIPIENT || undefined),
  poolSize: Number(poolSize),
  ownTime: () => Date.now() + Number(process.env.OWN_TIME_BEHIND_MS ?? 0) + offsetMs,
  say: (line) => process.send({ line }),
  rested: () => process.send({ rested: offsetMs }),
});
process.on('message', (message) => {
  offsetMs = message.offsetMs;
  notary.shift(offsetMs);
});
process.on('disconnect', () => void notary.stop());
await notary.run();
