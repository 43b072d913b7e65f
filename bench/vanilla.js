// The floor: the same list with the least code that does it. One page of rows, keyed by id, changed in place.
const place = document.getElementById('rows');
const rows = new Map();

function draw(workspaces) {
  for (const workspace of workspaces) {
    let row = rows.get(workspace.id);
    if (!row) {
      row = document.createElement('div');
      row.setAttribute('part', 'row');
      const link = document.createElement('a');
      const [name, status] = ['b', 'span'].map(tag => document.createElement(tag));
      status.setAttribute('part', 'row-status');
      name.textContent = workspace.name;
      link.href = `https://coder.example.com/@${workspace.owner_name}/${workspace.name}`;
      link.textContent = 'Open';
      row.append(name, ' ', status, ' ', workspace.template_display_name, ' ', link);
      row.status = status;
      rows.set(workspace.id, row);
      place.append(row);
    }
    if (row.status.textContent !== workspace.latest_build.status) row.status.textContent = workspace.latest_build.status;
  }
}

async function refresh() {
  const answer = await fetch('/api/proxy/coder/api/v2/workspaces?q=owner%3Ame&limit=25&offset=0', {
    headers: { 'Coder-Session-Token': localStorage.getItem('backstage-plugin-coder/session/coder/') },
  });
  draw((await answer.json()).workspaces);
}

window.refresh = refresh;
await refresh();
