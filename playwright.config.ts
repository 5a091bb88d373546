import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/chromium.mjs';
import { freePort } from './tools/processes.mjs';

// Read again in every worker: the first reading settles the port for all of them, next to any Kongsi that runs already.
process.env['KONGSI_BROWSER_PORT'] ??= String(await freePort());
const port = process.env['KONGSI_BROWSER_PORT'];
const results = process.env['KONGSI_BROWSER_RESULTS'];

/** Nothing of Chromium's own may go out to the network; root has no sandbox. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export default defineConfig({
  testDir: 'test/browser',
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: results ? [['list'], ['json', { outputFile: results }]] : 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: { executablePath: findChromium(), args: flags },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'wide', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'narrow', use: { viewport: { width: 360, height: 740 } } },
  ],
  webServer: {
    command: 'node tools/browser-server.mjs',
    url: `http://localhost:${port}/health/ready`,
    env: { PORT: port, HOST: '127.0.0.1', NODE_OPTIONS: '' },
    timeout: 900_000,
    stdout: results ? 'ignore' : 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
