/** The busiest reads of the real api, as the pages' trusted documents and as free queries, beside the same bytes written by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { Plain } from '../tools/processes.mjs';
import { answers } from './answers.mjs';
import { demoRegion, startApi, startPeer } from './kongsi.mjs';
import { inTurns, roundOf, rowOf } from './rounds.mjs';

const connections = 16;
const warmUpSeconds = 3;
const roundSeconds = 4;
const rounds = 4;

/** @typedef {{ url: string, body?: string }} Asking sent by POST where it has a body */

/** @param {{ root: string, say: (line: string) => void, newDatabase: () => Promise<string> }} context */
export async function run(context) {
  const region = await demoRegion(context);
  const running = [];
  try {
    // Free queries of the largest page go beyond what a stranger may ask at once; the limit is not what is measured.
    const api = await startApi(region, { GRAPHQL_MAX_COST: '1000000', GRAPHQL_MAX_DEPTH: '20' });
    running.push(api);
    const peer = await startPeer('api-peer.mjs', region);
    running.push(peer);
    const documents = JSON.parse(readFileSync(join(context.root, 'apps/web/trusted-documents.json'), 'utf8'));
    const reads = await readsOf(api.url, documents);
    const rows = [];
    for (const read of reads) rows.push(...(await measure(read, api.url, peer.url, documents, context.say)));

    return rows;
  } finally {
    for (const each of running) await each.stop();
  }
}

/** What is asked: the list of open tenders, its longest page that is wholly public, firms by a word, the firm found first. */
async function readsOf(api, documents) {
  const open = { phases: ['OPEN'] };
  const word = 'kayu';
  const list = JSON.parse(await text(trusted(api, documents, 'Tenders', open))).data.tenders.nodes;
  const found = JSON.parse(await text(trusted(api, documents, 'Firms', { text: word, verifiedOnly: false }))).data.firms
    .nodes;
  const pages = [];
  for (const { id, estimate } of list) {
    if (!estimate?.exact) continue; // the hand-written statement knows exact estimates only
    const body = await text(trusted(api, documents, 'TenderPage', { id }));
    if (JSON.parse(body).data.tender.closing.shifts.length === 0) pages.push({ id, length: body.length });
  }
  const [longest] = pages.toSorted((a, b) => b.length - a.length);

  return [
    { name: 'tenders', work: 'list of open tenders', variables: open },
    { name: 'tender', work: 'page of a tender', variables: { id: longest.id }, value: longest.id },
    { name: 'firms', work: 'firms by a word', variables: { text: word, verifiedOnly: false }, value: word },
    { name: 'firm', work: 'page of a firm', variables: { publicId: found[0].publicId }, value: found[0].publicId },
  ];
}

async function measure({ name, work, variables, value }, api, peer, documents, say) {
  const { document } = answers[name];
  const ours = trusted(api, documents, document, variables);
  const query = documents[idOf(documents, document)];
  const free = {
    url: `${api}/graphql`,
    body: JSON.stringify({ query, variables }),
  };
  const limit = { url: `${peer}/${name}${value === undefined ? '' : `?value=${encodeURIComponent(value)}`}` };
  const bytes = await ensureSame(name, ours, free, limit);
  say(`${work}: ${bytes} bytes, the same from all`);
  for (const asking of [ours, limit, free]) await load(asking, warmUpSeconds);
  const measured = await inTurns(
    {
      trusted: () => load(ours, roundSeconds),
      limit: () => load(limit, roundSeconds),
      free: () => load(free, roundSeconds),
    },
    rounds,
  );

  return [
    rowOf(`${work}, trusted`, measured.trusted, measured.limit, 'req/s', { bytes }),
    rowOf(`${work}, free query`, measured.free, measured.limit, 'req/s', { bytes }),
  ];
}

/** Nothing is measured unless all answer the same bytes; the moment of the answer, which stands in it, is the only exception. */
async function ensureSame(name, ours, free, limit) {
  const [wanted, ...others] = await Promise.all(
    [ours, free, limit].map(async (asking) => (await text(asking)).replace(/"time":"[^"]{24}"/, '"time":""')),
  );
  for (const other of others) {
    if (other.trimEnd() === wanted) continue;
    const at = Array.from({ length: wanted.length }, (_, index) => index).find(
      (index) => wanted[index] !== other[index],
    );
    throw new Plain(
      `The answers of "${name}" differ at ${at}:\n  ${wanted.slice(at - 80, at + 80)}\n  ${other.slice(at - 80, at + 80)}`,
    );
  }

  return Buffer.byteLength(wanted);
}

/** @returns {Asking} */
function trusted(api, documents, document, variables) {
  const asked = new URLSearchParams({ documentId: idOf(documents, document), variables: JSON.stringify(variables) });

  return { url: `${api}/graphql?${asked}` };
}

function idOf(documents, document) {
  const found = Object.entries(documents).find(([, query]) => query.startsWith(`query ${document}(`));
  if (!found) throw new Plain(`The pages have no document "${document}" any more.`);

  return found[0];
}

const headers = { 'content-type': 'application/json' };

/** @param {Asking} asking */
async function text({ url, body }) {
  return (await fetch(url, body === undefined ? {} : { method: 'POST', body, headers })).text();
}

/** @param {Asking} asking @param {number} seconds */
async function load({ url, body }, seconds) {
  /** @type {number[]} */
  const took = [];
  const shooting = autocannon({
    url,
    method: body === undefined ? 'GET' : 'POST',
    body,
    headers,
    connections,
    duration: seconds,
  });
  shooting.on('response', (_client, _status, _bytes, milliseconds) => took.push(milliseconds));
  const result = await shooting;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Plain(`${url}: ${result.non2xx} answers were no answers, ${result.errors} connections failed.`);

  return roundOf(took, result.duration);
}
