import { expect, test } from '@playwright/test';

test.use({ javaScriptEnabled: false });

test('a visitor without scripts finds a firm and a tender', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.goto('/firms');
  await page.getByLabel('What are you looking for?').fill('Kusen Embun');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Kusen Embun' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kusen Embun' })).toBeVisible();
  await expect(page.getByText('SVLK', { exact: false }).first()).toBeVisible();

  await page.goto('/tenders?text=Kinasih');
  await page.locator('.card-link').first().click();
  await expect(page.getByRole('heading', { name: 'What bidders must have' }).first()).toBeVisible();
  await expect(page.getByText('WITA', { exact: false }).first()).toBeVisible();
});

test('a visitor without scripts changes the language and stays on the page', async ({ page }) => {
  await page.goto('/firms?text=kusen');
  await page.getByRole('link', { name: 'Bahasa Indonesia' }).click();
  await expect(page).toHaveURL(/\/id\/firms\?text=kusen$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usaha');
});

test('a visitor without scripts reads which rules a tender follows, and where each comes from', async ({ page }) => {
  await page.goto('/tenders?text=Kinasih');
  await page.locator('.card-link').first().click();
  await page.getByRole('link', { name: 'Its rules, with where each comes from' }).click();
  await expect(page).toHaveURL(/\/packs\/[a-z0-9-]+\?version=\d+$/);
  await expect(page.getByText('Not reviewed by a lawyer. It only warns.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'The rules' })).toBeVisible();

  await page.goto('/');
  await page.getByRole('link', { name: 'Rules for bidding together' }).click();
  await page.getByRole('link', { name: 'EU public procurement (Directive 2014/24)' }).click();
  const rule = page.getByRole('listitem').filter({ hasText: 'The lead firm need not meet or perform more than 50 %' });
  await expect(rule.getByRole('link')).toHaveAttribute('href', /CELEX:62020CJ0642$/);
  await expect(rule).toContainText('Not sure: Whether a fixed part below one half would stand is not decided.');

  // A version that is no longer the newest says so, and leads there.
  await page.goto('/packs/cl-utp?version=1');
  await page.getByRole('link', { name: 'See the newest version' }).click();
  await expect(page).toHaveURL(/\/packs\/cl-utp$/);
  await expect(page.getByText('It also takes over the rules of')).toBeVisible();
});
