// Journeys in the system's Chromium; `cargo xtask test --only e2e` says where everything is.
import { defineConfig } from '@playwright/test';

const flags = (process.env.E2E_FLAGS ?? '').split(' ').filter(Boolean);

export default defineConfig({
  testDir: '.',
  // These have a configuration of their own: they need a Backstage.
  testIgnore: 'backstage/**',
  outputDir: 'results',
  fullyParallel: true,
  // Most of a journey is waiting: more at a time than there are cores.
  workers: 4,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  // A busy machine is no failure.
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./failures.mjs']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    // Recording every journey costs a third of their time.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: flags },
  },
});
