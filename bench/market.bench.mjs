/**
 * The finder as the api uses it: the index in process beside one SQL statement over the same 100 000 firms, a whole question from profiles
 * to proved alliances, and what fifty questions at once leave of the api for everybody else.
 */
import 'reflect-metadata';
import { Client } from 'pg';
import { Bidder, demoPeople, sealedLot } from './bidders.mjs';
import { randomFrom, tenderOf, worldOf } from './finder-world.mjs';
import { demoRegion, startApi } from './kongsi.mjs';
import { benchDay, entriesOf, fillTables, idsOf, requirementsOf } from './market-world.mjs';

const firms = 100_000;
const questions = 60;
const sqlQuestions = 20;
const warming = 20;
const atOnce = 50;

/** @param {{ root: string, say: (line: string) => void, newDatabase: () => Promise<string> }} context */
export async function run(context) {
  const world = worldOf(firms, 1);
  const ids = idsOf(world);
  const tenders = Array.from({ length: questions }, (_, at) => tenderOf(world, at + 1));
  const product = await import('../dist/libs/market/src/index.js');
  const index = await measured(async () => new product.FirmIndex(await entriesOf(world, ids)));
  context.say(
    `index of ${index.answer.firms} firms: ${Math.round(index.ms)} ms to make, ${(index.answer.bytes / 1e6).toFixed(1)} MB`,
  );
  const bySql = await sqlSide(context, world, ids, product);
  const rows = [];
  rows.push(...(await candidates(product, index.answer, bySql, world, tenders, context.say)));
  rows.push(...(await wholeQuestions(product, index.answer, world, tenders)));
  await bySql.client.end();
  rows.push(...(await load(context)));

  return rows;
}

async function measured(work) {
  const start = performance.now();
  const answer = await work();

  return { answer, ms: performance.now() - start };
}

async function sqlSide({ newDatabase, say }, world, ids, { candidatesSql }) {
  const databaseUrl = await newDatabase();
  await fillTables(databaseUrl, world, ids, say);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();

  return {
    client,
    async find(tests, numbers, area) {
      const { text, values } = candidatesSql(tests, numbers, area);

      return (await client.query(text, values)).rows.map(({ firmId }) => firmId);
    },
  };
}

const askedFor = (product, world, tender) => product.askedOf(requirementsOf(world, tender), { mayStateLater: true });
const sweptFor = (product, asked, { latitude, longitude, radiusKm }) => ({
  tests: product.testsOf(asked),
  numbers: asked.sums.map(({ number }) => number),
  area: { latitude, longitude, radiusKm },
  today: product.dayOf(benchDay),
});

/** The index and SQL over trades and papers alone, where both have to name the same firms. */
async function candidates(product, index, bySql, world, tenders, say) {
  const ours = [];
  const theirs = [];
  let different = 0;
  for (const tender of tenders.slice(0, sqlQuestions)) {
    const swept = { ...sweptFor(product, askedFor(product, world, tender), tender), numbers: [] };
    index.sweep(swept);
    const quick = await measured(async () => index.sweep(swept));
    await bySql.find(swept.tests, [], swept.area);
    const slow = await measured(() => bySql.find(swept.tests, [], swept.area));
    ours.push(quick.ms);
    theirs.push(slow.ms);
    const found = new Set(quick.answer.firmIds);
    if (
      slow.answer.length < 2_000
        ? slow.answer.length !== found.size || slow.answer.some((id) => !found.has(id))
        : !slow.answer.every((id) => found.has(id))
    )
      different += 1;
  }
  say(`${different} of ${sqlQuestions} sets of candidates differ between index and SQL`);

  return [
    row(
      'candidates, index against SQL',
      quantile(ours, 0.5),
      quantile(theirs, 0.5),
      `p95 ${told(ours, 0.95)} against ${told(theirs, 0.95)} ms; ${different} differ`,
    ),
  ];
}

/** From the question to proved alliances, on one thread; joint history is at hand, the statement for it is not in it. */
async function wholeQuestions(product, index, world, tenders) {
  const { acquaintedCosts, findAlliances } = await import('../dist/libs/finder/src/index.js');
  const limits = { maxMembers: 6, weights: product.plainWeights, order: 'FEWEST_THEN_CHEAPEST', leadFirmId: null };
  let unproved = 0;
  const ask = async (different, history, asked = tenders) => {
    const figures = [];
    for (const [at, tender] of asked.entries()) {
      const known = history[at];
      const { ms, answer } = await measured(async () => {
        const lot = askedFor(product, world, tender);
        const sweep = index.sweep(sweptFor(product, lot, tender));
        const { problem } = product.problemOf(lot, sweep, [], limits);
        const end = performance.now() + 2_000;
        const pairs = known ? acquaintedCosts({ strangers, known }) : { pairCost: null };

        return findAlliances(
          { ...problem, ...pairs },
          { different, loses: 2, deadline: () => performance.now() >= end },
        );
      });
      figures.push(ms);
      if (answer.proof !== 'OPTIMAL') unproved += 1;
    }

    return figures;
  };
  const nobody = tenders.map(() => null);
  const histories = tenders.map((tender, at) => {
    const { firmIds } = index.sweep(sweptFor(product, askedFor(product, world, tender), tender));

    return historyOf(firmIds.length, randomFrom(at + 1));
  });
  // Warm, as the api is after its first questions: by others than are measured.
  const others = Array.from({ length: warming }, (_, at) => tenderOf(world, questions + at + 1));
  await ask(1, nobody, others);
  await ask(5, nobody, others);
  const [best, five] = [await ask(1, nobody), await ask(5, nobody)];
  const [bestKnown, fiveKnown] = [await ask(1, histories), await ask(5, histories)];

  return [
    row(
      'question to best alliance, proved',
      quantile(best, 0.5),
      5,
      `p95 ${told(best, 0.95)} ms (goal 50); ${unproved} unproved of all four rows`,
    ),
    row('question to five different', quantile(five, 0.95), 150, `p95 against its goal; median ${told(five, 0.5)} ms`),
    row('the best, joint history counted', quantile(bestKnown, 0.5), 5, `p95 ${told(bestKnown, 0.95)} ms (goal 50)`),
    row(
      'five different, joint history counted',
      quantile(fiveKnown, 0.95),
      150,
      `p95 against its goal; median ${told(fiveKnown, 0.5)} ms`,
    ),
  ];
}

/** What strangers cost, and those who worked together once or more often: as `costs.ts` of the market has it. */
const strangers = 20;

/** As many pairs as half the firms have worked together, somewhere among the candidates: nearly two in three know somebody. */
function historyOf(firms, random) {
  const one = () => Math.floor(random() * firms);

  return Array.from({ length: Math.floor(firms / 2) }, () => [one(), one(), random() < 0.5 ? 8 : 0]).filter(
    ([first, second]) => first !== second,
  );
}

/** The api's other answers while fifty alliances are looked for at once, without a pause, against the same with nobody looking. */
async function load(context) {
  const region = await demoRegion(context);
  const api = await startApi(region);
  try {
    const lotId = await sealedLot(region.databaseUrl);
    const asker = await anAsker(api.url, region.dataDir, lotId);
    const others = async (seconds) => {
      const latencies = [];
      for (const end = performance.now() + seconds * 1_000; performance.now() < end;)
        latencies.push((await measured(() => asker.ask('{ tenders(first: 20) { nodes { id title } } }'))).ms);

      return latencies;
    };
    await others(2);
    const quiet = await others(5);
    const state = { isOver: false };
    let found = 0;
    const finder = async () => {
      while (!state.isOver) {
        await asker.ask(
          'query ($f: ID!, $l: ID!) { findAlliances(firmId: $f, lotId: $l, limits: { radiusKm: 500 }) { proof } }',
          { f: asker.firmId, l: lotId },
        );
        found += 1;
      }
    };
    const finders = Array.from({ length: atOnce }, finder);
    const busy = await others(10);
    state.isOver = true;
    await Promise.all(finders);

    return [
      row(
        `other answers while ${atOnce} look at once, p95`,
        quantile(busy, 0.95),
        100,
        `goal 100 ms; quiet ${told(quiet, 0.95)} ms; ${Math.round(found / 10)} questions a second`,
      ),
    ];
  } finally {
    await api.stop();
  }
}

/** An owner of a demo firm, signed in. */
async function anAsker(url, dataDir, lotId) {
  const { emails, password } = demoPeople(dataDir);
  for (const email of emails) {
    const one = new Bidder(url, email, lotId);
    if (await one.signIn(password)) return one;
  }
  throw new Error('No demo person acts for a firm.');
}

/** Milliseconds: fewer are better, so the ratio says how many times the limit would fit in ours. */
function row(work, ours, limit, note) {
  return { work, ours, limit, unit: 'ms', ratio: ours / limit, note };
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);

  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const told = (values, share) => quantile(values, share).toFixed(1);
