// End-to-end tests in a real Backstage; `cargo xtask test --only backstage` passes all paths in the environment.
import base from './playwright.config.mjs';

export default {
  ...base,
  testDir: 'backstage',
  testIgnore: [],
  outputDir: 'results-backstage',
  // Each portal is a process that all tests with its configuration share.
  fullyParallel: false,
  workers: 3,
  timeout: 240_000,
  projects: [
    { name: 'portals', testIgnore: ['redeploy.spec.mjs', 'long/**'] },
    // Removes files that the other portals serve too.
    { name: 'redeploy', testMatch: 'redeploy.spec.mjs', dependencies: ['portals'] },
  ],
};
