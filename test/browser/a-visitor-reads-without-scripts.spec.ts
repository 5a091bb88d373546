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
