import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';

describe('a stranger', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  it('asks which Kongsi this is and what time it is', async () => {
    const answer = await kongsi.ask<{ installation: { version: string; time: string } }>(
      '{ installation { version time } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.installation.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Math.abs(Date.parse(answer.data.installation.time) - Date.now())).toBeLessThan(60_000);
  });

  it('sees the clock a story has moved', async () => {
    const before = await kongsi.clock.now();
    await kongsi.clock.pass(days(2));

    expect((await kongsi.clock.now()).getTime() - before.getTime()).toBeGreaterThanOrEqual(days(2));
  });

  it('gets a clear error, without a trace, for a field that does not exist', async () => {
    const answer = await kongsi.ask('{ instalation }');

    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    expect(JSON.stringify(answer.errors)).not.toMatch(/stacktrace|node_modules|Did you mean/);
  });
});
