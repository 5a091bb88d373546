import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** Addresses every visitor can open, in English; each has its twin under /id. */
export const publicPages = [
  '/',
  '/tenders',
  '/firms',
  '/projects',
  '/board',
  '/about',
  '/words',
  '/packs',
  '/packs/id-kso',
  '/search?text=kusen',
] as const;

/** The twin of an English address. */
export function indonesian(path: string): string {
  return path === '/' ? '/id' : `/id${path}`;
}

/** What a page does that it must not: errors in the console, requests to other machines, texts nobody wrote. */
export function watch(page: Page, baseURL: string): { ensureNothing: () => Promise<void> } {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== new URL(baseURL).origin) said.push(`asked ${request.url()}`);
  });

  return {
    async ensureNothing() {
      expect(said).toEqual([]);
      expect(await page.content()).not.toContain('⟦');
    },
  };
}

/** Nothing that WCAG 2.2 AA forbids, as far as a program can tell. */
export async function ensureAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join('; ')}`)).toEqual(
    [],
  );
}

/** The page fits its window; only tables scroll, by themselves. */
export async function ensureNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}
