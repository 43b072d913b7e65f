// The smoke journeys in the system's Firefox, driven over WebDriver BiDi; `cargo xtask test --only e2e` says where
// everything is. They are the journeys tagged @smoke, the same ones that run in Chromium. Playwright 1.64 is the newest
// that speaks to Firefox ESR 153: 1.65 sends it a command (emulation.setMediaFeaturesOverride) that it does not know.
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
      // It must not ask for anything but the page.
      firefoxUserPrefs: { 'app.normandy.enabled': false, 'messaging-system.rsexperimentloader.enabled': false },
    },
  },
};
