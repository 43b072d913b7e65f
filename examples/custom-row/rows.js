// Draws the rows of the list: a link to the workspace in Coder, its template, and its status.
import { load } from './node_modules/backstage-plugin-coder-element/index.js';

const ACCESS_URL = 'https://coder.example.com';

const list = document.querySelector('#list');

/** The rows by the workspace's id. A row is kept for as long as it is in the list, and with it the focus inside it. */
const rows = new Map();

// The event names the rows that are in the document: those in view and a few around them, of a list as long as it
// may be. It comes again when one scrolls, searches, or when a workspace changes.
list.addEventListener('coder-rows-change', ({ detail }) => {
  const ids = new Set(detail.rows.map(({ workspace }) => workspace.id));
  for (const [id, row] of rows) {
    if (!ids.has(id)) {
      row.remove();
      rows.delete(id);
    }
  }
  for (const { workspace } of detail.rows) draw(workspace);
});

/** Draws a workspace into its row, which is a new one the first time. */
function draw(workspace) {
  const row = rows.get(workspace.id) ?? newRow(workspace.id);
  const [link, status, template] = row.children;
  // Everything that Coder sends is text, never HTML: a template's name is what its author typed.
  link.textContent = workspace.name;
  link.href = `${ACCESS_URL}/@${encodeURIComponent(workspace.owner_name)}/${encodeURIComponent(workspace.name)}`;
  status.textContent = workspace.latest_build.status;
  status.dataset.status = workspace.latest_build.status;
  template.textContent = workspace.template_display_name || workspace.template_name;
}

/** Adds an empty row to the slot that the list has for the workspace. */
function newRow(id) {
  const row = document.createElement('div');
  row.className = 'row';
  row.slot = `row-${id}`;
  row.append(document.createElement('a'), document.createElement('span'), document.createElement('span'));
  list.append(row);
  rows.set(id, row);
  return row;
}

// After the listener is there, so that it hears of the first rows.
load().catch(error => {
  document.querySelector('#problem').textContent = `The list could not be loaded (${error.code}): ${error.message}`;
});
