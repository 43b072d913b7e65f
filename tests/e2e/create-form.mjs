// The create form: its options, its controls and the requests that it sends.
import { expect } from './fixtures.mjs';

/** Quick polling, and a list that shows all rows. */
export const PACE = { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } };
/** Returns the options of a card whose `workspaces` configuration names a default template. */
export const withTemplate = (template, more = {}) => ({
  ...PACE,
  workspaces: { defaultTemplateName: template, repoUrlParamKeys: ['repo_url'], ...more },
});
/** The options of a card without a default template. */
export const NO_TEMPLATE = { ...PACE, workspaces: { repoUrlParamKeys: ['repo_url'] } };
/** Returns the dialog with the create form. */
export const dialog = page => page.getByRole('dialog', { name: 'New workspace' });
/** Returns the button that sends the form. */
export const submit = page => dialog(page).getByRole('button', { name: 'Create workspace' });
/** Returns the requests that create a workspace. */
export const created = async demo => demo.requests('POST /api/v2/users/me/workspaces');
/** Returns the requests that evaluate parameters. */
export const evaluations = async demo => (await demo.requests('POST')).filter(line => line.endsWith('/evaluate'));

/** Opens the create form from the card and returns its dialog. */
export async function open(page) {
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect(dialog(page)).toBeVisible();
  return dialog(page);
}
