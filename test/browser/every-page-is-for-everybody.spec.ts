import { type Page, expect, test } from '@playwright/test';
import { ensureAccessible, ensureNoSidewaysScroll, indonesian, publicPages, watch } from './pages.js';

/** The first card of a list, in either language. */
async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list);

  return String(await page.locator('.card-link').first().getAttribute('href'));
}

for (const path of publicPages.flatMap((each) => [each, indonesian(each)])) {
  test(`${path} is accessible, fits, and asks nobody else`, async ({ page, baseURL }) => {
    const watched = watch(page, baseURL!);
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('html')).toHaveAttribute('lang', path.startsWith('/id') ? 'id' : 'en');
    await ensureAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await ensureNoSidewaysScroll(page);
    await watched.ensureNothing();
  });
}

// The last two: every way a group can meet a requirement, and units nobody translated.
const lists = ['/tenders', '/firms', '/projects', '/tenders?text=asrama', '/firms?text=atap+layar'];

for (const list of lists.flatMap((each) => [each, indonesian(each)])) {
  test(`the first page behind ${list} is accessible, fits, and asks nobody else`, async ({ page, baseURL }) => {
    const path = await firstOf(page, list);
    const watched = watch(page, baseURL!);
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.locator('h1')).toHaveCount(1);
    await ensureAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await ensureNoSidewaysScroll(page);
    await watched.ensureNothing();
  });
}

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('pages are readable too', async ({ page }) => {
    await page.goto('/tenders');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await ensureAccessible(page);
    await page.goto(await firstOf(page, '/tenders'));
    await ensureAccessible(page);
  });
});

test('what is not there is said in the language of the address', async ({ page }) => {
  expect((await page.goto('/firms/K-00000000'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not here');
  for (const pack of ['no-such-pack', 'id-kso?version=999', '%20'])
    expect((await page.goto(`/packs/${pack}`))?.status()).toBe(404);
  expect((await page.goto('/id/ada-apa'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Halaman ini tidak ada');
  await ensureAccessible(page);
});
