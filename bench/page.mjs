// Measures pages of a portal: what has been painted, and what was fetched.

/** Storage key of the session token of Coder's React plugin. */
export const REACT_TOKEN = 'coder-backstage-plugin/token';
/** A page is quiet once it has had no request for this time. */
const QUIET_MS = 1_000;

export const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs in the page: defines `window.painted`, a function that waits until something is painted. */
export function instrument([ours, theirs, token]) {
  localStorage.setItem(ours, token);
  localStorage.setItem(theirs, token);
  const found = {
    // The card draws a sample row out of sight (`src/card/warm_up.rs`).
    ours: () =>
      document
        .querySelector('coder-workspaces-card')
        ?.shadowRoot?.querySelector('[part~=row-name]:not(.coder-warm-up *)'),
    react: () => [...document.querySelectorAll('ol li')].some(item => item.textContent.includes('payments')),
    nothing: () => document.body.textContent.includes('A website whose catalog-info.yaml'),
    index: () => [...document.querySelectorAll('a')].some(link => link.textContent.includes('no-source')),
  };
  // The JS heap does not include the memory of WebAssembly modules.
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.add(memory);
      return made;
    };
  }
  window.wasmBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const lists = () => performance.getEntriesByType('resource').filter(e => e.name.includes('/api/v2/workspaces?'));
  window.painted = async what => {
    do await new Promise(done => requestAnimationFrame(done));
    while (!found[what]());
    // The next task runs after the frame.
    const at = await new Promise(done => setTimeout(() => done(performance.now())));
    return { sinceNavigation: at, sinceAnswer: at - (lists().at(-1)?.responseEnd ?? at) };
  };
  window.countNodes = () => {
    const walk = node =>
      [...node.childNodes].reduce((sum, child) => sum + 1 + walk(child), 0) +
      (node.shadowRoot ? walk(node.shadowRoot) : 0);
    return walk(document);
  };
}

/** Counts a page's requests, and the bytes of their responses as they are transmitted. */
export async function countTraffic(cdp) {
  const traffic = { requests: 0, bytes: 0, pending: new Set(), lastAt: Date.now() };
  await cdp.send('Network.enable');
  const ended = id => {
    traffic.pending.delete(id);
    traffic.lastAt = Date.now();
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('http')) return;
    traffic.requests += 1;
    traffic.pending.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (traffic.pending.has(requestId)) traffic.bytes += encodedDataLength;
    ended(requestId);
  });
  cdp.on('Network.loadingFailed', ({ requestId }) => ended(requestId));
  return traffic;
}

/** Waits until a page has had no request for a while. */
export async function quiet(traffic) {
  while (traffic.pending.size > 0 || Date.now() - traffic.lastAt < QUIET_MS) {
    await new Promise(done => setTimeout(done, 50));
  }
}

/** Waits for something on a page, for a minute at most. */
export async function limited(page, done) {
  const late = new Promise((_, fail) =>
    setTimeout(fail, 60_000, new Error(`nothing was painted on ${page.url()}`)).unref(),
  );
  return Promise.race([done, late]);
}
