// Minutes of load on the backend plugin; `cargo xtask test --only long` passes all paths in the environment.
import base from './backstage.config.mjs';

export default {
  ...base,
  outputDir: 'results-long',
  workers: 1,
  projects: [{ name: 'long', testMatch: 'long/*.spec.mjs' }],
};
