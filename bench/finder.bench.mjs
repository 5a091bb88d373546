/**
 * The alliance finder: how long until an answer is proved, and what the same answer costs HiGHS; how far the rule of thumb goes. Needs no database.
 *
 * `KONGSI_BENCH_TENDERS` sets how many tenders (100); fewer for a first look. `KONGSI_REAL_DATA` names the folder of real firms and set-cover problems.
 */
import { checkAlliance, closestAlliance, conflictingRequirements, costOf, findAlliances } from '#libs/finder';
import { byHighs, greedily, settings, slimmed, started } from './finder-peers.mjs';
import { coverSets } from './finder-set-cover.mjs';
import { realCandidates, realFirms, realProblem, realTenders, realWithPairs } from './finder-real.mjs';
import { candidatesOf, problemOf, tenderOf, withPairs, worldOf } from './finder-world.mjs';

const tenders = Number(process.env['KONGSI_BENCH_TENDERS'] ?? 100);
/** Against HiGHS, which takes longer. */
const compared = Math.ceil(tenders * 0.4);
const warmUp = 20;
/** Our side of a comparison, which is too short to be measured once. */
const repeats = 8;
/** Of one answer. */
const patienceMs = 3_000;
const secondsOfHighs = 60;
const orders = /** @type {const} */ (['FEWEST_THEN_CHEAPEST', 'CHEAPEST']);
const invented = {
  best: { median: 5, p95: 50, proved: 1 },
  five: { median: null, p95: 150, proved: 0.95 },
};
const none = { best: null, five: null };

/** @param {{ root: string, say: (line: string) => void }} context */
export async function run({ root, say }) {
  const judge = new Judge();
  const rows = [];
  for (const firms of [100_000, 1_000_000]) {
    const watch = started();
    const world = worldOf(firms, 1);
    say(
      `${count(firms)} firms in ${(watch().ms / 1000).toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB in memory`,
    );
    const lots = lotsOf(world, firms > 100_000 ? Math.ceil(tenders / 2) : tenders);
    say(
      `candidates by looking at each firm: ${ms(lots.map(({ scanMs }) => scanMs))}; of them ${summary(lots.map(({ problem }) => problem.firms))}`,
    );
    const goals = firms > 100_000 ? none : invented;
    for (const order of orders) rows.push(...alliancesIn(lots, order, `${count(firms)} firms`, goals, judge));
    if (firms > 100_000) continue;
    rows.push(...gapsIn(lots, judge, say));
    rows.push(...againstGreedy(lots, judge, say));
    rows.push(...againstHighs(lots.slice(0, compared), judge, say));
    const few = lots.slice(0, Math.ceil(tenders / 5));
    for (const size of [30, 60, 100]) {
      const problems = few.map(({ tender, candidates }) => withPairs(world, tender, candidates, size));
      rows.push(...withPairCosts(problems, `${size} firms`, size === 60 ? 'goal 50 ×' : '', judge, say));
    }
  }
  rows.push(...amongRealFirms(root, judge, say));
  say('candidates from the index, against SQL: the first row of `market`, which comes next');
  const covered = await coverSets(root, say);
  if (covered) {
    const proved = covered.filter((one) => one.isProved && one.cost === one.best);
    const wrong = covered.filter((one) => one.isProved && one.cost !== one.best).length;
    judge.disagreements += wrong;
    rows.push(
      row(
        'set cover (OR-Library), optimum proved',
        proved.length,
        covered.length,
        'problems',
        proved.length / covered.length,
        `s ${summary(
          covered.map(({ seconds }) => seconds),
          1,
        )}`,
        { covered },
      ),
    );
  }
  say(
    `${judge.checked} alliances checked: ${judge.invalid} invalid. ${judge.compared} optima compared: ${judge.disagreements} disagreements.`,
  );
  rows.push(
    row(
      'invalid alliances',
      judge.invalid,
      0,
      `of ${judge.checked}`,
      judge.invalid === 0 ? 1 : 0,
      'by the independent checker',
    ),
  );
  rows.push(
    row(
      'disagreements with HiGHS',
      judge.disagreements,
      0,
      `of ${judge.compared}`,
      judge.disagreements === 0 ? 1 : 0,
      'proved optima that differ',
    ),
  );

  return rows;
}

/** What every answer is held against. */
class Judge {
  checked = 0;
  invalid = 0;
  compared = 0;
  disagreements = 0;

  /** @param {import('#libs/finder').AllianceProblem} problem @param {readonly import('#libs/finder').Found[]} alliances */
  check(problem, alliances) {
    for (const { members, cost } of alliances) {
      this.checked += 1;
      if (checkAlliance(problem, members) !== null || costOf(problem, members) !== cost) this.invalid += 1;
    }
  }

  /** @param {number | undefined} ours @param {number | undefined} theirs */
  compare(ours, theirs) {
    this.compared += 1;
    if (ours !== theirs) this.disagreements += 1;
  }
}

/** @param {import('./finder-world.mjs').World} world @param {number} wanted */
function lotsOf(world, wanted) {
  return Array.from({ length: wanted + warmUp }, (_, place) => {
    const tender = tenderOf(world, place + 1);
    const watch = started();
    const candidates = candidatesOf(world, tender);

    return { tender, candidates, scanMs: watch().ms, problem: problemOf(world, tender, candidates) };
  }).slice(warmUp);
}

/** Winners of public contracts, asked for what those have who won together. */
function amongRealFirms(root, judge, say) {
  const world = realFirms(root, say);
  if (!world) return [];
  const lots = realTenders(world, tenders).map((tender) => {
    const candidates = realCandidates(world, tender);

    return { tender, candidates, problem: realProblem(world, tender, candidates) };
  });
  const most = lots.map(({ problem }) => problem.covered + problem.sums.length);
  say(
    `${count(world.firms.length)} real firms, ${world.teams.length} groups that won together: ${lots.length} tenders of ${summary(most)} requirements; candidates ${summary(lots.map(({ problem }) => problem.firms))}`,
  );
  const paired = lots
    .slice(0, Math.ceil(tenders / 5))
    .map(({ tender, candidates }) => realWithPairs(world, tender, candidates, 60));

  return [
    ...orders.flatMap((order) => alliancesIn(lots, order, 'real firms', none, judge)),
    ...againstGreedy(lots, judge, say, 'real firms: '),
    ...againstHighs(lots.slice(0, compared), judge, say, 'real firms: '),
    ...withPairCosts(paired, 'up to 60 real firms', '', judge, say),
  ];
}

/** @param {{ problem: import('#libs/finder').AllianceProblem }[]} lots @param {typeof orders[number]} order @param {string} whose @param {typeof invented | typeof none} goals @param {Judge} judge */
function alliancesIn(lots, order, whose, goals, judge) {
  const asked = (/** @type {number} */ different) =>
    lots.map((lot) => {
      const problem = { ...lot.problem, order };
      const watch = started();
      const answer = findAlliances(problem, { different, loses: 2, deadline: within(patienceMs) });
      const took = watch();
      judge.check(problem, answer.alliances);

      return { ms: took.ms, isProved: answer.proof === 'OPTIMAL', found: answer.alliances.length };
    });
  asked(5); // warm
  const name = `${whose}, ${order === 'CHEAPEST' ? 'cheapest' : 'fewest'}`;

  return [
    ...answered(`${name}: best`, asked(1), goals.best),
    ...answered(`${name}: five different`, asked(5), goals.five),
  ];
}

/** @param {string} work @param {{ ms: number, isProved: boolean, found: number }[]} answers @param {{ median: number | null, p95: number, proved: number } | null} goal */
function answered(work, answers, goal) {
  const took = answers.map((one) => one.ms);
  const proved = share(answers, (one) => one.isProved);
  const found = answers.reduce((sum, one) => sum + one.found, 0) / answers.length;
  const median = quantile(took, 0.5);
  const p95 = quantile(took, 0.95);
  const goals = goal ? `goals: p95 ${goal.p95} ms, ${percent(goal.proved)} proved` : 'no goal';

  return [
    row(
      `${work}, median`,
      median,
      goal?.median ?? NaN,
      'ms',
      goal?.median ? goal.median / median : NaN,
      `${percent(proved)} proved, ${found.toFixed(1)} found; ${goals}`,
    ),
    row(
      `${work}, p95`,
      p95,
      goal?.p95 ?? NaN,
      'ms',
      goal ? goal.p95 / p95 : NaN,
      `slowest ${quantile(took, 1).toFixed(0)} ms`,
    ),
  ];
}

/** One member fewer than the planted team, and of every third three times the turnover: most of these nobody can answer. */
function gapsIn(lots, judge, say) {
  const took = { closest: [], conflict: [] };
  let proved = 0;
  let smallest = 0;
  let impossible = 0;
  for (const [place, { tender, problem }] of lots.entries()) {
    const [turnover, staff] = problem.sums;
    const harder = {
      ...problem,
      maxMembers: tender.team.length - 1,
      sums: [{ ...turnover, needed: turnover.needed * (place % 3 === 0 ? 3 : 1) }, staff],
    };
    const any = findAlliances(harder, { different: 1, loses: 2, deadline: within(patienceMs) });
    if (any.alliances.length > 0 || any.proof !== 'OPTIMAL') continue;
    impossible += 1;
    const closestWatch = started();
    const closest = closestAlliance(harder, within(patienceMs));
    took.closest.push(closestWatch().ms);
    if (closest?.proof === 'OPTIMAL') proved += 1;
    const conflictWatch = started();
    const conflict = conflictingRequirements(harder, within(patienceMs));
    took.conflict.push(conflictWatch().ms);
    if (conflict?.isSmallest) smallest += 1;
    if (closest?.missing.length === 0) judge.disagreements += 1;
  }
  say(`${impossible} of ${lots.length} harder tenders are beyond everybody`);
  const note = (list) => `p95 ${quantile(list, 0.95).toFixed(0)} ms, slowest ${quantile(list, 1).toFixed(0)} ms`;

  return [
    row(
      'nobody can: closest alliance, median',
      quantile(took.closest, 0.5),
      NaN,
      'ms',
      NaN,
      `${percent(proved / impossible)} proved, ${note(took.closest)}`,
    ),
    row(
      'nobody can: smallest conflict, median',
      quantile(took.conflict, 0.5),
      NaN,
      'ms',
      NaN,
      `${percent(smallest / impossible)} smallest proved, ${note(took.conflict)}`,
    ),
  ];
}

function againstGreedy(lots, judge, say, whose = '') {
  let missed = 0;
  const dearer = [];
  for (const { problem } of lots) {
    const [best] = findAlliances(problem, { different: 1, loses: 2, deadline: within(patienceMs) }).alliances;
    const members = greedily(problem);
    if (members === null) missed += 1;
    else {
      judge.check(problem, [{ members, cost: costOf(problem, members) }]);
      dearer.push(costOf(problem, members) / best.cost - 1);
    }
  }
  say(`${whose}textbook greedy: nothing on ${missed} of ${lots.length} tenders that can be answered`);

  return [
    row(
      `${whose}textbook greedy, tenders it answers`,
      lots.length - missed,
      lots.length,
      'tenders',
      (lots.length - missed) / lots.length,
      `misses ${percent(missed / lots.length)}; where it answers, dearer by ${percent(quantile(dearer, 0.5))} (median), ${percent(quantile(dearer, 0.95))} (p95)`,
    ),
  ];
}

function againstHighs(lots, judge, say, whose = '') {
  const sides = Object.keys(settings);
  const ours = [];
  const theirs = Object.fromEntries(sides.map((side) => [side, []]));
  const slim = Object.fromEntries(sides.map((side) => [side, []]));
  for (const { problem } of lots) {
    const { best, cpuMs } = oursOn(problem);
    ours.push(cpuMs);
    for (const side of sides)
      for (const [list, asked] of [
        [theirs[side], problem],
        [slim[side], slimmed(problem)],
      ]) {
        const solved = byHighs(asked, side, secondsOfHighs);
        list.push(solved.cpuMs);
        if (solved.state === 'OPTIMAL') judge.compare(best?.cost, costOf(asked, solved.members));
      }
  }
  say(`${whose}HiGHS on ${lots.length} tenders: ${sides.map((side) => `${side} ${ms(theirs[side])}`).join('; ')}`);

  return sides.flatMap((side) => [
    cpuRow(
      `${whose}HiGHS ${side}, all candidates`,
      ours,
      theirs[side],
      side === 'default' && !whose ? 'goal 12 × of CPU' : '',
    ),
    cpuRow(`${whose}HiGHS ${side}, plainly useless firms left out before`, ours, slim[side], ''),
  ]);
}

/** CPU of one answer: of several, after some that compile it, because one is too short for the CPU's own clock. */
function oursOn(problem) {
  const find = () => findAlliances(problem, { different: 1, loses: 2, deadline: within(patienceMs) }).alliances[0];
  const best = find();
  for (let turn = 1; turn < repeats; turn += 1) find();
  const watch = started();
  for (let turn = 0; turn < repeats; turn += 1) find();

  return { best, cpuMs: watch().cpuMs / repeats };
}

function withPairCosts(problems, whose, goal, judge, say) {
  const ours = [];
  const theirs = [];
  let timeOut = 0;
  for (const problem of problems) {
    const { best, cpuMs } = oursOn(problem);
    ours.push(cpuMs);
    judge.check(problem, [best]);
    const solved = byHighs(problem, 'default', secondsOfHighs);
    theirs.push(solved.cpuMs);
    if (solved.state === 'OPTIMAL') judge.compare(best.cost, costOf(problem, solved.members));
    else timeOut += 1;
  }
  say(`pair costs, ${whose}: ours ${ms(ours)}; HiGHS ${ms(theirs)}, ${timeOut} not proved in ${secondsOfHighs} s`);

  return [cpuRow(`pair costs, ${whose}, HiGHS default`, ours, theirs, goal)];
}

/** CPU of the peer ÷ ours: in all, and at the median tender. */
function cpuRow(work, ours, theirs, goal) {
  const total = (list) => list.reduce((sum, one) => sum + one, 0);
  const ratio = total(theirs) / total(ours);
  const middle = quantile(
    theirs.map((one, place) => one / ours[place]),
    0.5,
  );

  return row(
    work,
    total(ours) / ours.length,
    total(theirs) / theirs.length,
    'ms CPU',
    ratio,
    `peer ÷ ours: ${ratio.toFixed(1)} × in all, ${middle.toFixed(1)} × at the median tender${goal ? `; ${goal}` : ''}`,
  );
}

const row = (work, ours, limit, unit, ratio, note, more = {}) => ({ work, ours, limit, unit, ratio, note, ...more });

/** @param {number} milliseconds */
function within(milliseconds) {
  const end = performance.now() + milliseconds;

  return () => performance.now() > end;
}

/** @param {number[]} values @param {number} part */
function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);

  return sorted[Math.ceil((sorted.length - 1) * part)] ?? NaN;
}

const summary = (values, digits = 0) =>
  [0.5, 0.95, 1].map((part) => quantile(values, part).toFixed(digits)).join(' / ') + ' (median / p95 / most)';
const ms = (values) => `ms ${summary(values, 1)}`;
const share = (list, holds) => list.filter(holds).length / list.length;
const percent = (part) => `${(part * 100).toFixed(0)} %`;
const count = (value) => value.toLocaleString('en');
