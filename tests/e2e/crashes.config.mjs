// Minutes of crashes; `cargo xtask test --only crashes` passes all paths in the environment.
import base from './backstage.config.mjs';

export default {
  ...base,
  outputDir: 'results-crashes',
  workers: 1,
  projects: [{ name: 'crashes', testMatch: 'crashes.spec.mjs' }],
};
