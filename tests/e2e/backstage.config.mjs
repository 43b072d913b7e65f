// Journeys in a real Backstage; `cargo xtask test --only backstage` says where everything is.
import base from './playwright.config.mjs';

export default {
  ...base,
  testDir: 'backstage',
  testIgnore: [],
  outputDir: 'results-backstage',
  // Each portal is a process of half a gigabyte that all journeys of its kind share.
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
};
