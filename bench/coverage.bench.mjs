/** The verdicts of a large line-up under all nine modes, beside a plain pass over the same numbers that only says yes or no. */
import { join } from 'node:path';
import { root } from '../tools/build.mjs';
import { inTurns, roundOf, rowOf } from './rounds.mjs';

const members = 20;
const requirements = 200;
const rounds = 6;
const each = 40;
const today = '2026-03-01';
const modes = ['EACH', 'ANY_ONE', 'LEAD', 'SUM', 'MAX_PER_CLASS', 'UNION', 'PERFORMER', 'CAPACITY', 'GROUP'];
const trades = ['45421000', '45310000', '45261000', '45330000', '45442100', '45431000', '45223000', '45111000'];
const firmId = (/** @type {number} */ place) => `firm-${String(place).padStart(2, '0')}`;

/** @param {{ say: (line: string) => void }} context */
export async function run({ say }) {
  const { coverageOf } = await import(join(root, 'dist/libs/coverage/src/coverage.js'));
  const asked = Array.from({ length: requirements }, (_, at) => requirementAt(at));
  const claims = Array.from({ length: members }, (_, at) => claimsAt(at));
  const lineUp = lineUpFor(asked);
  const judge = () => coverageOf(asked, lineUp, claims, today);
  const plain = plainPass(asked, claims);
  const { met, atRisk, unknown, unmet } = judge().summary;
  say(
    `${members} members × ${requirements} requirements: ${met} met, ${atRisk} at risk, ${unknown} unknown, ${unmet} unmet`,
  );
  const sides = { ours: () => round(judge), limit: () => round(plain) };
  for (const side of Object.values(sides)) await side();
  const { ours, limit } = await inTurns(sides, rounds);
  say(
    `One coverage takes ${ours.p50.toFixed(2)} ms (median), ${ours.p95.toFixed(2)} ms (95th percentile); the goal is a median below 20 ms.`,
  );

  return [rowOf(`coverage, ${members} members × ${requirements} requirements`, ours, limit, 'coverages/s')];
}

/** @param {() => unknown} work */
async function round(work) {
  const took = [];
  const began = performance.now();
  for (let done = 0; done < each; done += 1) {
    const start = performance.now();
    work();
    took.push(performance.now() - start);
  }

  return roundOf(took, (performance.now() - began) / 1000);
}

/** One requirement after the other under the nine modes, with papers, numbers, trades, classes, packages and room. @param {number} at */
function requirementAt(at) {
  const mode = modes[at % modes.length];
  const cpv = trades[at % trades.length];
  const parts = trades.slice(0, 4).map((code) => ({
    name: code,
    measure: { factKey: 'STAFF', cpv: code },
    threshold: { value: '5', unit: 'people' },
  }));
  const common = {
    id: `requirement-${at}`,
    kind: 'CAPABILITY',
    mode,
    parts: mode === 'MAX_PER_CLASS' || (mode === 'UNION' && at % 2 === 0) ? parts : [],
    essential: at % 3 > 0,
    proof: at % 4 === 0 ? 'DOCUMENT' : 'DECLARATION',
    when: 'WITH_BID',
    neededUntil: '2027-06-30',
    source: `page ${at}`,
  };
  if (mode === 'CAPACITY') {
    return {
      ...common,
      measure: { capacity: 'PERSON_WEEKS' },
      threshold: { value: '900', unit: 'WEE' },
      neededFrom: '2026-06-01',
    };
  }
  if (mode === 'GROUP')
    return { ...common, measure: { declaration: at % 2 === 0 ? 'joint liability' : 'one speaker' } };
  if (mode === 'UNION') return { ...common, measure: { cpv: trades } };
  if (mode === 'SUM' || at % 3 === 0) {
    return {
      ...common,
      measure: { factKey: 'STAFF', cpv },
      threshold: { value: mode === 'SUM' ? '90' : '6', unit: 'people' },
    };
  }
  if (at % 3 === 1) return { ...common, measure: { scheme: `ISO ${9000 + (at % 5)}` } };

  return {
    ...common,
    measure: { factKey: 'ANNUAL_TURNOVER' },
    threshold: { value: '400000', currency: 'EUR', years: 3 },
  };
}

/** @param {number} at */
function claimsAt(at) {
  const paper = (/** @type {number} */ number) => ({
    id: `${firmId(at)}-${number}`,
    scheme: `ISO ${9000 + (number % 7)}`,
    title: { en: 'Certificate' },
    number: `N-${number}`,
    validFrom: '2024-01-01',
    validUntil: (at + number) % 4 === 0 ? '2026-12-31' : '2029-12-31',
    state: number % 3 === 0 ? 'SUBMITTED' : 'VERIFIED',
  });
  const year = (/** @type {number} */ name) => ({
    key: 'ANNUAL_TURNOVER',
    value: String(200_000 + at * 20_000),
    currency: 'EUR',
    periodFrom: `${name}-01-01`,
    periodUntil: `${name}-12-31`,
  });
  const staff = trades
    .filter((_, place) => (at + place) % 3 > 0)
    .map((cpv, place) => ({
      key: 'STAFF',
      value: String(1 + ((at + place) % 9)),
      unit: 'people',
      cpv,
      verdictOnly: at % 7 === 0,
    }));

  return {
    firmId: firmId(at),
    capabilities: trades
      .filter((_, place) => (at + place) % 4 === 0)
      .map((cpv) => ({ cpv, evidenceIds: [`${firmId(at)}-1`] })),
    facts: [...staff, year(2025), year(2024), year(2023)],
    evidence: Array.from({ length: 12 }, (_, number) => paper(number)),
    capacity: {
      windows: [{ from: '2026-01-01', until: '2027-12-31', peoplePerWeek: String(1 + (at % 6)) }],
      commitments: Array.from({ length: 5 }, (_, month) => ({
        from: `2026-0${month + 4}-01`,
        until: `2026-0${month + 4}-28`,
        peoplePerWeek: '0.5',
      })),
    },
  };
}

/** @param {{ id: string }[]} asked */
function lineUpFor(asked) {
  return {
    entries: Array.from({ length: members }, (_, at) => ({
      firmId: firmId(at),
      roles: at === 0 ? ['LEAD'] : at % 6 === 5 ? ['RELIED_UPON'] : ['PARTNER'],
      shareBasisPoints: 10_000 / members,
      reliedUponFor: asked.filter((_, place) => place % 5 === at % 5).map(({ id }) => id),
    })),
    workPackages: Array.from({ length: 40 }, (_, at) => ({
      name: `package ${at}`,
      performerFirmId: firmId(at % members),
      provesFor: asked.filter((_, place) => place % 40 === at).map(({ id }) => id),
    })),
    statements: { 'joint liability': true },
  };
}

/** The limit: per cell one look into a map and one comparison of floats; no time, no doubt, no mode, no explanation. */
function plainPass(asked, claims) {
  const maps = claims.map(({ facts, evidence }) => {
    return new Map([
      ...facts.map(({ key, cpv = '', value }) => [`${key}${cpv}`, Number(value)]),
      ...evidence.map(({ scheme }) => [scheme, Number.POSITIVE_INFINITY]),
    ]);
  });
  const wanted = asked.map(({ measure, threshold }) => ({
    key: measure.scheme ?? `${measure.factKey ?? ''}${measure.factKey ? (measure.cpv ?? '') : ''}`,
    value: Number(threshold?.value ?? 0),
  }));

  return () => wanted.map(({ key, value }) => maps.map((known) => (known.get(key) ?? -1) >= value));
}
