// The baseline of the benchmark: the card's list in hand-written JavaScript, with as little code as possible. Renders one
// page of rows, keyed by workspace id, and updates them in place. A row has the content of a row of the card: icon, name,
// status with its symbol, badge, template, times, link and buttons.
const container = document.getElementById('rows');
const rows = new Map();
const ago = new Intl.RelativeTimeFormat('en');
const TONES = { running: 'ok', stopped: 'inactive', failed: 'error' };
const SIGNS = { running: 'M5 12h14', stopped: 'M6 6h12v12H6z', failed: 'M6 6l12 12M18 6L6 18' };

const make = (tag, part) => {
  const element = document.createElement(tag);
  if (part) element.setAttribute('part', part);
  return element;
};

function makeRow(workspace) {
  const row = make('div', 'row');
  const [face, name, status, label, badge, from, stops, used, link, act, menu] = [
    make('span', 'row-icon'),
    make('b', 'row-name'),
    make('span', 'row-status'),
    make('span'),
    make('span', 'row-badge'),
    make('span', 'row-origin'),
    make('span'),
    make('span'),
    make('a', 'row-link'),
    make('button', 'row-action'),
    make('button', 'row-menu'),
  ];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const sign = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.append(sign);
  status.append(svg, label);
  face.textContent = workspace.name[0].toUpperCase();
  name.textContent = workspace.name;
  badge.textContent = workspace.outdated ? 'Outdated' : '';
  from.textContent = workspace.template_display_name;
  const days = Math.round((Date.parse(workspace.last_used_at) - Date.now()) / 86_400_000);
  used.textContent = `Used ${ago.format(days, 'day')}`;
  link.href = `https://coder.example.com/@${workspace.owner_name}/${workspace.name}`;
  link.textContent = 'Open';
  act.setAttribute('aria-label', `Start ${workspace.name}`);
  menu.setAttribute('aria-label', `Actions for ${workspace.name}`);
  menu.textContent = '⋮';
  row.append(face, name, status, badge, from, stops, used, link, act, menu);
  return Object.assign(row, { status, label, sign, stops, act });
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
    if (row.label.textContent === status) continue;
    row.label.textContent = status;
    row.status.dataset.tone = TONES[status] ?? 'active';
    row.sign.setAttribute('d', SIGNS[status] ?? 'M12 3a9 9 0 1 0 9 9');
    const hours =
      status === 'running' && deadline ? Math.round((Date.parse(deadline) - Date.now()) / 3_600_000) : undefined;
    row.stops.textContent = hours === undefined ? '' : `Stops ${ago.format(hours, 'hour')}`;
    row.act.hidden = status === 'running';
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
