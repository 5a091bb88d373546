import { randomUUID } from 'node:crypto';
import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { ensureAccessible, ensureNoSidewaysScroll, indonesian, watch } from './pages.js';

/** Somebody of the demo region who seeks partners. */
const joiner = { email: 'dewi@kusen-embun.example', password: 'kapal kecil angin besar' };

interface Answered {
  data: Record<string, { id: string; link: string | null; nodes: { id: string }[] } & { id: string }[]>;
}

async function ask(
  request: APIRequestContext,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answered> {
  const answer = await request.post('/graphql', { data: { query, variables } });
  const body = (await answer.json()) as Answered & { errors?: unknown };
  expect(body.errors).toBeUndefined();

  return body;
}

/** A fresh invitation for an open tender of the region; answers its path. */
async function invited(request: APIRequestContext): Promise<string> {
  await ask(request, 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Me { id } } }', {
    input: joiner,
  });
  const { data } = await ask(
    request,
    '{ myFirms { id } tenders(phases: [OPEN], text: "Kinasih", first: 1) { nodes { id } } }',
  );
  const asked = await ask(
    request,
    'mutation ($input: InviteOutsideFirmInput!) { inviteOutsideFirm(input: $input) { ... on OutsideInvitation { id link } ... on Refusal { code } } }',
    {
      input: {
        actingFor: data['myFirms']![0]!.id,
        idempotencyKey: randomUUID(),
        firmName: 'Cat Pak Made',
        tenderId: data['tenders']!.nodes[0]!.id,
        shareBasisPoints: 1_500,
        part: 'All painting inside and outside, with scaffolding.',
        language: 'EN',
        channel: 'LINK',
      },
    },
  );

  return new URL(asked.data['inviteOutsideFirm']!.link!).pathname;
}

async function ensureGood(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  await ensureAccessible(page);
  await ensureNoSidewaysScroll(page);
}

test('sees who asks and for what, and says interested with name and number', async ({ page, request, baseURL }) => {
  const path = await invited(request);
  const watched = watch(page, baseURL!);
  await page.goto(path, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/ asks you$/);
  await expect(page.getByText('15%')).toBeVisible();
  await expect(page.getByText('All painting inside and outside')).toBeVisible();
  await expect(page.getByLabel('Your name')).toBeHidden();
  await ensureGood(page);

  await page.getByText('I am interested').click();
  await ensureGood(page);
  await expect(page.getByLabel('Name of your firm')).toHaveValue('Cat Pak Made');
  await page.getByLabel('Your name').fill('Made Suarta');
  await page.getByLabel('Telephone or WhatsApp').fill('call me');
  await page.getByLabel('What you do').fill('painting, roof repair');
  await page.getByRole('button', { name: 'Send' }).click();
  // What cannot be a number comes back with everything else as it was typed.
  await expect(page.getByText('Write a telephone number')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Made Suarta');
  await ensureGood(page);

  await page.getByLabel('Telephone or WhatsApp').fill('+62 812 5550 1234');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Thank you\./);
  await expect(page.getByText('painting and roof repair')).toBeVisible();
  await expect(page.getByText('+62 812 5550 1234')).toHaveCount(0);
  await ensureGood(page);
  await expect(page.getByRole('button', { name: 'Send' })).toHaveCount(0);
  await page.goto(indonesian(path));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Terima kasih\./);
  await ensureGood(page);
  expect(await page.content()).not.toContain('⟦');
  // A page that comes back with a wrong field is a 400; the browser says so in its console, and nothing else is said.
  await expect(watched.ensureNothing()).rejects.toThrow('400');
});

test('a link that leads nowhere says what to do', async ({ page }) => {
  for (const [path, said] of [
    ['/invitation/nothing-here', 'Open the newest message again'],
    ['/id/invitation/nothing-here', 'Buka pesan terbaru'],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByText(said)).toBeVisible();
    await ensureGood(page);
  }
});

test('what another site sends is refused', async ({ request }) => {
  const path = await invited(request);
  const answer = await request.post(path, {
    form: { answer: 'NEVER_AGAIN' },
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(answer.status()).toBe(403);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a no is one tap, and the second tap learns that the first one stands', async ({ page, context, request }) => {
    const path = await invited(request);
    const second = await context.newPage();
    for (const each of [page, second]) await each.goto(indonesian(path));
    await page.getByRole('button', { name: 'Tidak kali ini' }).click();
    await expect(page).toHaveURL(new RegExp(`/id${path}$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/tahu bahwa Anda tidak ikut$/);
    await second.getByRole('button', { name: 'Jangan lagi' }).click();
    await expect(second.getByRole('alert')).toContainText('sudah dijawab');
  });

  test('interested opens its fields without a script', async ({ page, request }) => {
    await page.goto(await invited(request));
    await page.getByText('I am interested').click();
    await page.getByLabel('Your name').fill('Made Suarta');
    await page.getByLabel('Telephone or WhatsApp').fill('0812 5550 1234');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Thank you\./);
  });
});
