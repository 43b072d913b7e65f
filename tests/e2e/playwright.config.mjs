// End-to-end tests in the system's Chromium; `cargo xtask test --only e2e` passes all paths in the environment.
import { defineConfig } from '@playwright/test';

const flags = (process.env.E2E_FLAGS ?? '').split(' ').filter(Boolean);

export default defineConfig({
  testDir: '.',
  // These tests need a Backstage and have their own configuration.
  testIgnore: 'backstage/**',
  outputDir: 'results',
  fullyParallel: true,
  // Tests mostly wait, so there can be more workers than cores.
  workers: 4,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  // A long timeout tolerates a busy machine.
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./failure-reporter.mjs']],
  use: {
    // An action that cannot be done is named by its own error, and does not use up the test's time.
    actionTimeout: 60_000,
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    // Recording traces costs a third of the tests' time.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: flags },
  },
});
