import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG, type Config } from '#libs/platform';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';
import { dropDatabase } from '../support/scratch-database.mjs';

describe('operators see how it runs', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  const open = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${kongsi.url}${path}`, { headers, redirect: 'manual' });

  it('says that it lives, and that it can work', async () => {
    expect(await (await open('/health/live')).json()).toEqual({ status: 'live' });
    expect(await (await open('/health/ready')).json()).toEqual({ status: 'ready' });
  });

  it('says that it cannot work without its database, and tells outsiders nothing else', async () => {
    const cut = await startKongsi();
    try {
      await dropDatabase(cut.app.get<Config>(CONFIG).DATABASE_URL);
      const ready = await fetch(`${cut.url}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'no database' }]);
      expect((await fetch(`${cut.url}/health/live`)).status).toBe(200);
      const { errors } = await cut.ask('{ tenders { nodes { id } } }');
      expect(errors).toEqual([
        {
          message: expect.stringContaining('Something went wrong on our side'),
          path: ['tenders'],
          extensions: { code: 'INTERNAL', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        },
      ]);
    } finally {
      await cut.stop();
    }
  });

  it('counts requests by door, never by what was asked', async () => {
    await kongsi.ask('{ installation { version } }');
    const figures = await (await open('/metrics')).text();
    expect(figures).toMatch(/kongsi_http_request_seconds_count\{door="graphql",status="200"\} [1-9]/);
    expect(figures).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('shows figures and kept mail on the machine itself alone', async () => {
    const person = await aPerson(kongsi);
    const mails = await (await open('/dev/mail', { accept: 'application/json' })).json();
    expect(mails).toEqual(expect.arrayContaining([expect.objectContaining({ recipient: person.email })]));
    expect(await (await open('/dev/mail', { accept: 'text/html' })).text()).toContain(person.email);
    // A proxy stands between: somebody from outside.
    const outside = { 'x-forwarded-for': '203.0.113.9' };
    expect((await open('/dev/mail', outside)).status).toBe(404);
    expect((await open('/metrics', outside)).status).toBe(404);
  });

  it('keeps no mail to be looked at where it is sent for real', async () => {
    const sending = await startKongsi({ SMTP_URL: 'smtp://127.0.0.1:9' });
    try {
      expect((await fetch(`${sending.url}/dev/mail`)).status).toBe(404);
    } finally {
      await sending.stop();
    }
  });

  it('brings its own explorer: nothing of it comes from another host', async () => {
    expect((await open('/explorer')).headers.get('location')).toBe('/explorer/');
    const page = await open('/explorer/');
    const html = await page.text();
    expect(html).toContain('/graphql');
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(parts.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const script = parts.find((address) => address.endsWith('.js'))!;
    expect((await fetch(new URL(script, `${kongsi.url}/explorer/`))).status).toBe(200);
  });

  it('gives every answer strict headers and a number to find it in the log', async () => {
    const { headers } = await kongsi.ask('{ __typename }');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
