// The baseline of the benchmark: the card's list in hand-written JavaScript, with as little code as possible. Renders one
// page of rows, keyed by workspace id, and updates them in place. A row has the content of a row of the card: icon, name,
// status, facts, and the buttons, of which the first says what a click does.
const container = document.getElementById('rows');
const rows = new Map();
const ago = new Intl.RelativeTimeFormat('en');
const TONES = { running: 'success', stopped: 'inactive', failed: 'error' };

const make = (tag, part) => {
  const element = document.createElement(tag);
  if (part) element.setAttribute('part', part);
  return element;
};

function makeRow(workspace) {
  const row = make('div', 'row');
  const [face, what, link, name, second, status, dot, times, badge, origin, more, main, word, open, menu] = [
    make('span', 'row-icon'),
    make('div'),
    make('a', 'row-link'),
    make('span', 'row-name'),
    make('span'),
    make('span', 'row-status'),
    make('span'),
    make('span', 'row-times'),
    make('span', 'row-badge'),
    make('span', 'row-origin'),
    make('span'),
    make('button', 'row-action'),
    make('span'),
    make('button', 'row-open-menu'),
    make('button', 'row-menu'),
  ];
  face.textContent = workspace.name[0].toUpperCase();
  name.textContent = workspace.name;
  link.href = `https://coder.example.com/@${workspace.owner_name}/${workspace.name}`;
  link.title = workspace.name;
  link.append(name);
  badge.textContent = workspace.outdated ? 'Update available' : '';
  origin.textContent = workspace.template_display_name;
  const [label, shownTimes, shownWord] = [new Text(), new Text(), new Text()];
  status.append(dot, label);
  times.append(shownTimes);
  second.append(status, times, badge, origin);
  what.append(link, second);
  word.append(shownWord);
  main.append(word);
  open.setAttribute('aria-label', `More ways to open ${workspace.name}`);
  menu.setAttribute('aria-label', `Manage ${workspace.name}`);
  more.append(main, open, menu);
  row.append(face, what, more);
  return Object.assign(row, { second, status, label, times: shownTimes, main, word: shownWord, open });
}

function draw(workspaces) {
  for (const workspace of workspaces) {
    let row = rows.get(workspace.id);
    if (!row) {
      row = makeRow(workspace);
      rows.set(workspace.id, row);
      container.append(row);
    }
    const { status, deadline } = workspace.latest_build;
    if (row.label.data === status) continue;
    row.label.data = status;
    row.status.dataset.tone = TONES[status] ?? 'active';
    const running = status === 'running';
    row.times.data =
      running && deadline
        ? `Stops ${ago.format(Math.round((Date.parse(deadline) - Date.now()) / 3_600_000), 'hour')}`
        : `Used ${ago.format(Math.round((Date.parse(workspace.last_used_at) - Date.now()) / 86_400_000), 'day')}`;
    row.second.title = `${row.times.data} · ${workspace.template_display_name}`;
    row.main.ariaLabel = running ? `Open ${workspace.name} in VS Code` : `Start ${workspace.name}`;
    row.main.title = row.main.ariaLabel;
    row.main.dataset.icon = running ? 'open' : 'start';
    row.main.className = row.open.className = running ? 'filled' : '';
    row.word.data = running ? 'VS Code' : 'Start';
  }
}

async function refresh() {
  const response = await fetch('/api/proxy/coder/api/v2/workspaces?q=owner%3Ame&limit=25&offset=0', {
    headers: { 'Coder-Session-Token': localStorage.getItem('backstage-plugin-coder/session/coder/') },
  });
  draw((await response.json()).workspaces);
}

window.refresh = refresh;
await refresh();
