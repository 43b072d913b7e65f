// What can happen to a request and its answer.
const json = (status, body) => ({ status, content_type: 'application/json', body: typeof body === 'string' ? body : JSON.stringify(body) });
const page200 = { status: 200, content_type: 'text/html', body: '<!doctype html><title>Sign in</title>' };

/** The names of fields whose value is one of a few words. */
const WORDS = [
  'automatic_updates', 'error_code', 'form_type', 'health', 'lifecycle_state', 'log_level', 'log_source', 'login_type', 'reason',
  'severity', 'sharing_level', 'status', 'transition', 'type',
];

/** The answer with every object in it as `change` makes it. */
const every = (value, change) => {
  if (Array.isArray(value)) return value.map(one => every(one, change));
  if (value === null || typeof value !== 'object') return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, every(of, change)])));
};

/** Coder's own answer, as a version of it may give it that is newer or older than any we know. */
export const VERSIONS = {
  'fields nobody knows': { change: answer => every(answer, o => ({ 'brand-new': { of: ['a', 1, null] }, ...o, constructor: 7 })) },
  'values nobody knows': {
    change: answer => every(answer, o => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, WORDS.includes(k) && typeof v === 'string' ? 'brand-new' : v]))),
  },
  'only names and numbers left': {
    change: answer => every(answer, o => Object.fromEntries(Object.entries(o).filter(([k, v]) => /^(id|name|display_name|username|count|workspaces|latest_build)$/.test(k) || typeof v === 'number'))),
  },
};

export const FAULTS = {
  'a connection refused': { abort: 'connectionrefused' },
  'no answer in time': { hang_seconds: 20 },
  'a connection lost in the middle': { ...json(200, '{"workspaces": [{"id"'), cut: true },
  'JSON that ends too soon': json(200, '{"workspaces": [{"id"'),
  'JSON of another kind': json(200, [[7, null, { id: 7, name: [], status: {} }]]),
  'null': json(200, 'null'),
  'fields of other types': json(200, { id: 7, username: {}, workspaces: {}, count: 'many', parameters: 7, version: [], ports: 7 }),
  'nothing': json(200, ''),
  'a page': page200,
  'a page with 502': { ...page200, status: 502 },
  'the proxy’s 504': { status: 504, body: 'Error occurred while trying to proxy: coder.example.com/api/v2' },
  'Backstage’s 401': json(401, { error: { name: 'AuthenticationError', message: 'Illegal token' }, response: { statusCode: 401 } }),
  'a gateway’s 401': json(401, { message: 'Jwt issuer is not configured' }),
  'Backstage’s 500': json(500, { error: { name: 'Error', message: 'unable to get local issuer certificate' } }),
  'Coder’s 401': json(401, { message: 'You are signed out or your session has expired.' }),
  '403': json(403, { message: 'Forbidden.' }),
  '404': json(404, { message: 'Resource not found or you do not have access to this resource' }),
  'an empty 404': { status: 404 },
  '409': json(409, { message: 'Conflict.' }),
  '410': json(410, { message: 'Gone.' }),
  '412': json(412, { message: 'Precondition failed.' }),
  '425': json(425, { message: 'Too early.' }),
  '429': json(429, { message: 'You have been rate limited.' }),
  '429 with a time to wait': { ...json(429, { message: 'You have been rate limited.' }), headers: { 'retry-after': '1' } },
  '500': json(500, { message: 'Internal error.', detail: 'database is on fire' }),
};

/** What answers look like whose beginning is this; `*` stands for one piece of the path. */
const pattern = on => new RegExp(`^${on.split('*').map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/?]*')}`);

/** A request as `METHOD path`, the path being Coder's. */
const line = request => `${request.method()} ${request.url().replace(/^.*\/api\/proxy\/[^/]+/, '')}`;

/** Counts the page's requests from now on that begin so; also those that never arrive. */
export function counter(page, on) {
  let count = 0;
  page.on('request', request => {
    count += pattern(on).test(line(request)) ? 1 : 0;
  });
  return () => count;
}

/** Lets this happen to the requests that begin so, to `times` of them or to all until what is returned is called. */
export async function strike(page, demo, on, { abort, change, ...fault }, times) {
  if (!abort && !change) {
    await demo.control({ faults: [{ on, times, ...fault }] });
    return () => demo.control({ faults: [] });
  }
  let left = times ?? Infinity;
  const alter = async route => {
    const response = await route.fetch();
    const isJson = /json/.test(response.headers()['content-type'] ?? '');
    const body = await response.body();
    await route.fulfill({ response, body: isJson && body.length ? JSON.stringify(change(JSON.parse(body))) : body });
  };
  const underWay = new Set();
  const handler = route => {
    if (!pattern(on).test(line(route.request())) || left === 0) return route.fallback();
    left -= 1;
    const struck = abort ? route.abort(abort) : alter(route);
    underWay.add(struck);
    return struck;
  };
  const where = '**/api/proxy/**';
  await page.route(where, handler);
  return async () => {
    await Promise.all(underWay);
    await page.unroute(where, handler);
  };
}

/** Keeps the next request that begins so, until it is let go. */
async function hold(page, on) {
  const where = '**/api/proxy/**';
  let keep;
  const held = new Promise(resolve => { keep = resolve; });
  let isHeld = false;
  const handler = route => {
    if (isHeld || !pattern(on).test(line(route.request()))) return route.fallback();
    isHeld = true;
    return keep(route);
  };
  await page.route(where, handler);
  return {
    held,
    letGo: async how => {
      // A page that has gone on has given it up itself.
      await how(await held).catch(() => {});
      await page.unroute(where, handler);
    },
  };
}

/** Two pictures later: what an answer changes would be on the screen. */
const painted = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

/**
 * What can happen around a request: `ask` makes it, `look` looks at what is shown meanwhile, `mend` makes it good
 * again, and `good` says whether it is.
 */
export const INTERRUPTIONS = {
  'offline as it is asked, and back': async (page, on, { ask, look, mend }) => {
    const { held, letGo } = await hold(page, on);
    await ask();
    await held;
    await page.context().setOffline(true);
    await letGo(route => route.abort('internetdisconnected'));
    await look();
    await page.context().setOffline(false);
    await mend();
  },
  'the tab suspended as it is asked, its connection lost': async (page, on, { ask, look, mend }) => {
    const cdp = await page.context().newCDPSession(page);
    const { held, letGo } = await hold(page, on);
    await ask();
    await held;
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    await letGo(route => route.abort('connectionaborted'));
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await cdp.detach();
    await look();
    await mend();
  },
};

/** The same for reads; a write is never sent anew. */
export const COURSES = {
  ...INTERRUPTIONS,
  'an answer that comes after a newer one': async (page, on, { ask, askAnew, look, mend, good }) => {
    const { held, letGo } = await hold(page, on);
    await ask();
    await held;
    await look();
    await askAnew();
    await mend();
    await letGo(route => route.fulfill({ status: 500, contentType: 'application/json', body: '{"message":"Too late."}' }));
    await painted(page);
    await good();
  },
};

/**
 * Lets the next write that begins so take place and its answer be lost, and from then on this happen to the reads by
 * which it is found out.
 */
export async function loseAnswer(page, demo, on, look, fault) {
  const where = '**/api/proxy/**';
  let stop;
  const handler = async route => {
    if (stop || !pattern(on).test(line(route.request()))) return route.fallback();
    await route.fetch();
    stop = await strike(page, demo, look, fault);
    return route.fulfill({ status: 502 });
  };
  await page.route(where, handler);
  return async () => {
    await stop();
    await page.unroute(where, handler);
  };
}
