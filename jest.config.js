import { existsSync } from 'node:fs';
import swc from './swc.config.js';

/** Rules (beside the code) and stories and checks (test/); the browser has its own runner. */
export default {
  testEnvironment: 'node',
  roots: ['libs', 'apps', 'demo', 'test'].filter((folder) => existsSync(folder)).map((folder) => `<rootDir>/${folder}`),
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/checks/fixtures/',
    '<rootDir>/apps/web/build/',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.kongsi/'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^#libs/(.*)$': '<rootDir>/libs/$1/src/index.ts',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, sourceMaps: 'inline' }] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Generous: a story must not fail because the machine is busy.
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
