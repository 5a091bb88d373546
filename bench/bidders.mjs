/** Owners of demo firms who bid: signed in, their bids sealed and uploaded, so that nothing but the submission is left. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { Client } from 'pg';
import { Plain } from '../tools/processes.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Where a sealed bid is asked for in one envelope by anybody: the lot that closes last. @param {string} databaseUrl */
export async function sealedLot(databaseUrl) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT lot."id" FROM "lot" lot JOIN "tender" it ON it."id" = lot."tenderId"
     WHERE it."procedure" = 'SEALED' AND it."flags" -> 'envelopes' = '["BID"]' AND it."tenderers" = 'BOTH' AND it."visibility" = 'PUBLIC'
       AND lot."closedAt" IS NULL AND it."closesAt" > clock_timestamp() + interval '1 day' ORDER BY it."closesAt" DESC LIMIT 1`,
  );
  await client.end();
  if (!rows[0]) throw new Plain('The demo region has no open lot that takes sealed bids in one envelope.');

  return rows[0].id;
}

/** One firm's owner. */
export class Bidder {
  #cookie = '';
  /** @type {object[]} */
  #ready = [];

  /** @param {string} api @param {string} email @param {string} lotId */
  constructor(api, email, lotId) {
    this.api = api;
    this.email = email;
    this.lotId = lotId;
  }

  /** Signs in. @returns {Promise<boolean>} whether there is a firm to bid for */
  async signIn(password) {
    const { signIn } = await this.ask('mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }', {
      input: { email: this.email, password },
    });
    const { myFirms } = signIn.__typename === 'Me' ? await this.ask('{ myFirms { id } }') : { myFirms: [] };
    this.firmId = myFirms[0]?.id;

    return Boolean(this.firmId);
  }

  /** Seals and uploads so many versions, one after the other to be handed in. @param {number} count */
  async prepare(count) {
    const { newAuthorIdentity, packBid, recipientOf, sealEnvelope } =
      await import('../dist/libs/seal-format/src/index.js');
    const { sealedBidInstructions: told } = await this.ask(
      `query ($firmId: ID!, $lotId: ID!) { sealedBidInstructions(firmId: $firmId, lotId: $lotId) {
        tenderId lotId tendererId bidId version addendum recipients { recipient } } }`,
      { firmId: this.firmId, lotId: this.lotId },
    );
    const own = await recipientOf(await newAuthorIdentity());
    const recipients = [...told.recipients.map(({ recipient }) => recipient), own];
    const part = { authorFirmId: this.firmId, envelope: 'BID', mediaType: 'application/json' };
    for (let next = 0; next < count; next += 1) {
      const address = { ...told, recipients: undefined, version: told.version + next };
      const { manifest, parts } = await packBid(address, [
        {
          ...part,
          id: 'prices',
          kind: 'PRICE_SCHEDULE',
          name: 'prices.json',
          content: Buffer.from(JSON.stringify({ pages: randomUUID().repeat(40) })),
        },
      ]);
      const sealed = await sealEnvelope({ manifest, parts, recipients, envelope: 'BID', authorFirmId: this.firmId });
      const fileId = await this.#upload(Buffer.from(sealed));
      this.#ready.push({
        actingFor: this.firmId,
        lotId: this.lotId,
        manifest: JSON.stringify(manifest),
        files: [{ envelope: 'BID', authorFirmId: this.firmId, fileId }],
      });
    }
  }

  /** Hands in the next prepared version. @returns {Promise<{ taken: boolean, receipt?: string }>} */
  async submit() {
    const { submitBid } = await this.ask(
      'mutation ($input: SubmitBidInput!) { submitBid(input: $input) { __typename ... on BidVersion { receipt } } }',
      { input: { ...this.#ready.shift(), idempotencyKey: randomUUID() } },
    );

    return { taken: submitBid.__typename === 'BidVersion', receipt: submitBid.receipt };
  }

  async #upload(content) {
    const { beginUpload } = await this.ask(
      'mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { ... on Upload { id url } } }',
      { input: { purpose: 'SEALED_ENVELOPE', name: 'bid.age', size: content.length } },
    );
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    };
    await this.#send(beginUpload.url, 'PATCH', content, headers);
    const { upload } = await this.ask('query ($id: ID!) { upload(id: $id) { file { id } } }', { id: beginUpload.id });

    return upload.file.id;
  }

  /** @param {string} query @param {object} [variables] */
  async ask(query, variables) {
    const body = JSON.stringify({ query, variables });
    const answer = JSON.parse(await this.#send('/graphql', 'POST', body, { 'content-type': 'application/json' }));
    if (answer.errors) throw new Plain(`${this.email}: ${JSON.stringify(answer.errors[0])}`);

    return answer.data;
  }

  /** @returns {Promise<string>} */
  #send(path, method, body, headers) {
    return new Promise((resolve, reject) => {
      const request = http.request(
        this.api + path,
        { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body), cookie: this.#cookie } },
        (response) => {
          const [cookie] = response.headers['set-cookie'] ?? [];
          if (cookie) this.#cookie = cookie.split(';')[0];
          let text = '';
          response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
        },
      );
      request.on('error', reject).end(body);
    });
  }
}

/** Everybody the demo region tells how to sign in as. @param {string} dataDir */
export function demoPeople(dataDir) {
  const lines = readFileSync(join(dataDir, 'demo-people.txt'), 'utf8').split('\n');
  const password = /^\S+ \/ (.+?) {2,}/.exec(lines[0])?.[1];
  if (!password) throw new Plain('demo-people.txt does not say the password on its first line.');

  return { password, emails: lines.flatMap((line) => /^\S+@\S+/.exec(line)?.[0] ?? []) };
}
