/** Sealed submissions through the real api beside a plain loop that commits the same rows. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Plain } from '../tools/processes.mjs';
import { Bidder, demoPeople, sealedLot } from './bidders.mjs';
import { demoRegion, poolSize, startApi } from './kongsi.mjs';
import { inTurns, roundOf, rowOf } from './rounds.mjs';
import { preparePeer, writtenSoFar } from './submit-peer.mjs';

/** So many at once, each so many bids in a round. */
const levels = [
  { clients: 1, each: 40 },
  { clients: 8, each: 12 },
  { clients: 32, each: 5 },
];
const rounds = 4;
const counted = 10;
/** PostgreSQL's sessions tell what they wrote at the latest so long after. */
const statisticsDelayMs = 11_000;

/** @param {{ say: (line: string) => void, newDatabase: () => Promise<string> }} context */
export async function run(context) {
  const region = await demoRegion(context);
  const lotId = await sealedLot(region.databaseUrl);
  const { written, receipt } = await whatOneWrites(region, lotId, context.say);
  const clients = Math.max(...levels.map((level) => level.clients));
  const peer = await preparePeer(region.databaseUrl, written, { clients, poolSize });
  const api = await startApi(region);
  try {
    const bidders = await biddersFor(api.url, region.dataDir, lotId, clients);
    for (const [place, bidder] of bidders.entries()) {
      const wanted = levels
        .filter((level) => place < level.clients)
        .reduce((sum, { each }) => sum + each * (rounds + 1), 0);
      await bidder.prepare(wanted);
    }
    context.say(`${bidders.length} firms, their bids sealed and uploaded`);
    const rows = [];
    for (const { clients: atOnce, each } of levels) {
      const sides = {
        ours: () => round(atOnce, each, (client) => bidders[client].submit().then(ensureTaken)),
        limit: () => round(atOnce, each, (client) => peer.commit(client)),
      };
      for (const side of Object.values(sides)) await side();
      const { ours, limit } = await inTurns(sides, rounds);
      rows.push(rowOf(`sealed bids, ${atOnce} at once`, ours, limit, 'bids/s', { written }));
    }
    const signing = signingMs(receipt);
    context.say(`Signing the receipt takes ${signing.toFixed(3)} ms of each; the notary has no part in a submission.`);

    return rows;
  } finally {
    await peer.end();
    await api.stop();
  }
}

/** Counts, table by table, what a submission writes, with nobody else at work. */
async function whatOneWrites(region, lotId, say) {
  const api = await startApi(region, { KONGSI_JOBS: '0' });
  try {
    const [bidder] = await biddersFor(api.url, region.dataDir, lotId, 1);
    await bidder.prepare(counted);
    await delay(statisticsDelayMs);
    const before = await writtenSoFar(region.databaseUrl);
    let receipt = '';
    for (let done = 0; done < counted; done += 1) receipt = ensureTaken(await bidder.submit()) ?? '';
    await delay(statisticsDelayMs);
    const after = await writtenSoFar(region.databaseUrl);
    const written = after
      .map((now) => {
        const was = before.find(({ schema, table }) => schema === now.schema && table === now.table);
        const per = (/** @type {'inserted' | 'updated' | 'deleted'} */ verb) =>
          Math.round((now[verb] - (was?.[verb] ?? 0)) / counted);

        return { ...now, inserted: per('inserted'), updated: per('updated'), deleted: per('deleted') };
      })
      .filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0);
    const verbs = ({ table, inserted, updated, deleted }) => `${table} +${inserted} ~${updated} -${deleted}`;
    say(`One submission writes (rows added, changed, removed): ${written.map(verbs).join(', ')}`);

    return { written, receipt };
  } finally {
    await api.stop();
  }
}

/** Owners whose firm may bid for the lot; each has handed in one bid. */
async function biddersFor(api, dataDir, lotId, count) {
  const { emails, password } = demoPeople(dataDir);
  /** @type {Map<string, Bidder>} */
  const found = new Map();
  for (const email of emails) {
    if (found.size === count) break;
    const bidder = new Bidder(api, email, lotId);
    if (!(await bidder.signIn(password)) || found.has(bidder.firmId)) continue;
    await bidder.prepare(1);
    if ((await bidder.submit()).taken) found.set(bidder.firmId, bidder);
  }
  if (found.size < count) throw new Plain(`Only ${found.size} of ${count} demo firms may bid for the lot.`);

  return [...found.values()];
}

/** @param {{ taken: boolean, receipt?: string }} submitted */
function ensureTaken({ taken, receipt }) {
  if (!taken) throw new Plain('A bid that was prepared was not taken.');

  return receipt;
}

/** @param {number} clients @param {number} each @param {(client: number) => Promise<unknown>} work */
async function round(clients, each, work) {
  /** @type {number[]} */
  const took = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let done = 0; done < each; done += 1) {
        const start = performance.now();
        await work(client);
        took.push(performance.now() - start);
      }
    }),
  );

  return roundOf(took, (performance.now() - began) / 1000);
}

/** How long the signature of such a receipt takes. @param {string} receipt */
function signingMs(receipt) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(receipt);
  const times = 2_000;
  const began = performance.now();
  for (let time = 0; time < times; time += 1) sign(null, bytes, privateKey);

  return (performance.now() - began) / times;
}
