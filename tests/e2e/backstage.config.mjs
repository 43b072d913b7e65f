// Journeys in a real Backstage; `cargo xtask test --only backstage` says where everything is.
import base from './playwright.config.mjs';

export default {
  ...base,
  testDir: 'backstage',
  testIgnore: [],
  outputDir: 'results-backstage',
  // Each portal is a process that all journeys of its kind share.
  fullyParallel: false,
  workers: 3,
  timeout: 240_000,
  projects: [
    { name: 'portals', testIgnore: 'redeploy.spec.mjs' },
    // Takes files away that the other portals serve too.
    { name: 'redeploy', testMatch: 'redeploy.spec.mjs', dependencies: ['portals'] },
  ],
};
