import { expect, test } from '@playwright/test';

test('a browser that asks for Indonesian is led there from the start page', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ locale: 'id-ID', baseURL: baseURL! });
  await page.goto('/');
  await expect(page).toHaveURL(/\/id$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  // A choice made here counts more than what the browser asks for.
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.close();
});

test('the language switch leads nowhere else', async ({ page, baseURL }) => {
  for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example/']) {
    await page.goto(`/language/id?page=${encodeURIComponent(elsewhere)}`);
    expect(new URL(page.url()).origin).toBe(new URL(baseURL!).origin);
  }
});

test('walking through the pages keeps the language and says where one is', async ({ page }) => {
  await page.goto('/id/tenders', { waitUntil: 'networkidle' });
  await page.locator('.card-link').first().click();
  await expect(page).toHaveURL(/\/id\/tenders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'Tanya jawab' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tender');
});

test('search engines are told of both languages', async ({ page, request }) => {
  await page.goto('/firms');
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', /\/firms$/);
  await expect(page.locator('link[hreflang="id"]')).toHaveAttribute('href', /\/id\/firms$/);
  const sitemap = await (await request.get('/sitemap.xml')).text();
  expect(sitemap).toContain('/id/firms/K-');
  expect(sitemap).toContain('/id/packs/id-kso<');
  expect(sitemap).toMatch(/\/tenders\/[0-9a-f-]{36}</);
  expect(await (await request.get('/robots.txt')).text()).toContain('/sitemap.xml');
});

test('rules are said in the language of the address, with their numbers', async ({ page }) => {
  await page.goto('/id/packs/id-kso');
  await expect(page.getByRole('heading', { name: 'Porsi leadfirm paling banyak 70 %.' })).toBeVisible();
  await expect(page.getByText('Belum diperiksa ahli hukum.', { exact: false })).toBeVisible();
  await expect(page.getByText('aturan Kongsi sendiri').first()).toBeVisible();
});
