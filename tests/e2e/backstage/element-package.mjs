// Pages beside the element's package, as it comes out of its tarball; a demo deployment serves them.
import { test as base } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../fixtures.mjs';

export const csp = script => `default-src 'self'; script-src ${script}; style-src 'self'; img-src 'self' data:`;

function tarball() {
  const vendor = join(process.env.E2E_HOST, 'vendor');
  return join(
    vendor,
    readdirSync(vendor).find(file => file.startsWith('backstage-plugin-coder-element-')),
  );
}

/** Unpacks the package as npm would install it. */
function install(dir) {
  const modules = join(dir, 'node_modules');
  mkdirSync(modules, { recursive: true });
  execFileSync('tar', ['xzf', tarball(), '-C', modules]);
  renameSync(join(modules, 'package'), join(modules, 'backstage-plugin-coder-element'));
}

/**
 * Returns a test whose pages are served under a Content-Security-Policy.
 *
 * @param {(dir: string) => void} write writes the pages into a directory that has the package in `node_modules`
 * @param {string} policy
 */
export const pages = (write, policy) =>
  base.extend({
    served: [
      async ({}, use) => {
        const dir = mkdtempSync(join(tmpdir(), 'coder-element-'));
        install(dir);
        write(dir);
        const { demo, stop } = await startDemo(['--pages', dir, '--csp', policy]);
        await use(demo);
        stop();
        rmSync(dir, { recursive: true });
      },
      { scope: 'worker' },
    ],
    baseURL: async ({ served }, use) => use(served.url),
  });
