// The end-to-end tests tagged @smoke in the system's Firefox, controlled over WebDriver BiDi; they also run in
// Chromium. `cargo xtask test --only e2e` passes all paths in the environment. Playwright 1.64 is the newest that
// supports Firefox ESR 153: 1.65 sends a command (emulation.setMediaFeaturesOverride) that this Firefox does not
// know.
import base from './playwright.config.mjs';

export default {
  ...base,
  grep: /@smoke/,
  outputDir: 'results-firefox',
  workers: 2,
  use: {
    ...base.use,
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: {
      executablePath: process.env.E2E_FIREFOX,
      // Firefox must not send requests of its own.
      firefoxUserPrefs: { 'app.normandy.enabled': false, 'messaging-system.rsexperimentloader.enabled': false },
    },
  },
};
