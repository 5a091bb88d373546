import { defineConfig } from '@playwright/test';
import { findChromium } from '/work/main/tools/chromium.mjs';
export default defineConfig({ testDir: '/work/main/test/browser', workers: 1, reporter: 'line', timeout: 60000,
  use: { baseURL: 'http://localhost:3105', launchOptions: { executablePath: findChromium(), args: ['--no-sandbox','--disable-gpu'] } },
  projects: [{ name: 'wide', use: { viewport: { width: 1280, height: 800 } } }, { name: 'narrow', use: { viewport: { width: 360, height: 740 } } }] });
