// Faults that can happen to a request and its response.
const json = (status, body) => ({
  status,
  content_type: 'application/json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const page200 = { status: 200, content_type: 'text/html', body: '<!doctype html><title>Sign in</title>' };

/** Names of fields that hold an enumeration's word. */
const WORDS = [
  'automatic_updates',
  'error_code',
  'form_type',
  'health',
  'lifecycle_state',
  'log_level',
  'log_source',
  'login_type',
  'reason',
  'severity',
  'sharing_level',
  'status',
  'transition',
  'type',
];

/** Applies `change` to every object in a response. */
const every = (value, change) => {
  if (Array.isArray(value)) return value.map(one => every(one, change));
  if (value === null || typeof value !== 'object') return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, every(of, change)])));
};

/** Valid responses of unknown newer or older Coder versions. */
export const VERSIONS = {
  'fields nobody knows': {
    change: answer => every(answer, o => ({ 'brand-new': { of: ['a', 1, null] }, ...o, constructor: 7 })),
  },
  'values nobody knows': {
    change: answer =>
      every(answer, o =>
        Object.fromEntries(
          Object.entries(o).map(([k, v]) => [k, WORDS.includes(k) && typeof v === 'string' ? 'brand-new' : v]),
        ),
      ),
  },
  'only names and numbers left': {
    change: answer =>
      every(answer, o =>
        Object.fromEntries(
          Object.entries(o).filter(
            ([k, v]) =>
              /^(id|name|display_name|username|count|workspaces|latest_build)$/.test(k) || typeof v === 'number',
          ),
        ),
      ),
  },
};

export const FAULTS = {
  'a connection refused': { abort: 'connectionrefused' },
  'no answer in time': { hang_seconds: 20 },
  'a connection lost in the middle': { ...json(200, '{"workspaces": [{"id"'), cut: true },
  'JSON that ends too soon': json(200, '{"workspaces": [{"id"'),
  'JSON of another kind': json(200, [[7, null, { id: 7, name: [], status: {} }]]),
  null: json(200, 'null'),
  'fields of other types': json(200, {
    id: 7,
    username: {},
    workspaces: {},
    count: 'many',
    parameters: 7,
    version: [],
    ports: 7,
  }),
  nothing: json(200, ''),
  'a page': page200,
  'a page with 502': { ...page200, status: 502 },
  'the proxy’s 504': { status: 504, body: 'Error occurred while trying to proxy: coder.example.com/api/v2' },
  'Backstage’s 401': json(401, {
    error: { name: 'AuthenticationError', message: 'Illegal token' },
    response: { statusCode: 401 },
  }),
  'a gateway’s 401': json(401, { message: 'Jwt issuer is not configured' }),
  'Backstage’s 500': json(500, { error: { name: 'Error', message: 'unable to get local issuer certificate' } }),
  'Coder’s 401': json(401, { message: 'You are signed out or your session has expired.' }),
  403: json(403, { message: 'Forbidden.' }),
  404: json(404, { message: 'Resource not found or you do not have access to this resource' }),
  'an empty 404': { status: 404 },
  409: json(409, { message: 'Conflict.' }),
  410: json(410, { message: 'Gone.' }),
  412: json(412, { message: 'Precondition failed.' }),
  425: json(425, { message: 'Too early.' }),
  429: json(429, { message: 'You have been rate limited.' }),
  '429 with a time to wait': {
    ...json(429, { message: 'You have been rate limited.' }),
    headers: { 'retry-after': '1' },
  },
  500: json(500, { message: 'Internal error.', detail: 'database is on fire' }),
};

/** Returns a pattern for requests with this beginning; `*` matches one path segment. */
const pattern = on =>
  new RegExp(
    `^${on
      .split('*')
      .map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/?]*')}`,
  );

/** Returns a request as `METHOD path`, with the path below the proxy's endpoint. */
const line = request => `${request.method()} ${request.url().replace(/^.*\/api\/proxy\/[^/]+/, '')}`;

/** Counts the page's requests with this beginning from now on, including those that never arrive. */
export function counter(page, on) {
  let count = 0;
  page.on('request', request => {
    count += pattern(on).test(line(request)) ? 1 : 0;
  });
  return () => count;
}

/** Injects a fault into the requests with this beginning, `times` times or until the returned function is called. */
export async function strike(page, demo, on, { abort, change, ...fault }, times) {
  if (!abort && !change) {
    await demo.control({ faults: [{ on, times, ...fault }] });
    return () => demo.control({ faults: [] });
  }
  let remaining = times ?? Infinity;
  const alter = async route => {
    const response = await route.fetch();
    const isJson = /json/.test(response.headers()['content-type'] ?? '');
    const body = await response.body();
    await route.fulfill({ response, body: isJson && body.length ? JSON.stringify(change(JSON.parse(body))) : body });
  };
  const pending = new Set();
  const handler = route => {
    if (!pattern(on).test(line(route.request())) || remaining === 0) return route.fallback();
    remaining -= 1;
    const result = abort ? route.abort(abort) : alter(route);
    pending.add(result);
    return result;
  };
  const urlPattern = '**/api/proxy/**';
  await page.route(urlPattern, handler);
  return async () => {
    await Promise.all(pending);
    await page.unroute(urlPattern, handler);
  };
}

/** Holds the next request with this beginning until `release` is called. */
async function hold(page, on) {
  const urlPattern = '**/api/proxy/**';
  let resolveRoute;
  const heldRoute = new Promise(resolve => {
    resolveRoute = resolve;
  });
  let isHeld = false;
  const handler = route => {
    if (isHeld || !pattern(on).test(line(route.request()))) return route.fallback();
    isHeld = true;
    return resolveRoute(route);
  };
  await page.route(urlPattern, handler);
  return {
    heldRoute,
    release: async respond => {
      // A page that navigated away has already aborted the request.
      await respond(await heldRoute).catch(() => {});
      await page.unroute(urlPattern, handler);
    },
  };
}

/** Waits for two frames, after which a response's changes are on the screen. */
const nextPaint = page =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

/**
 * Interruptions of a request. The callbacks are the test's: `sendRequest` sends the request, `look` checks the page
 * meanwhile, `recover` restores it, and `good` checks that it is restored.
 */
export const INTERRUPTIONS = {
  'offline as it is asked, and back': async (page, on, { sendRequest, look, recover }) => {
    const { heldRoute, release } = await hold(page, on);
    await sendRequest();
    await heldRoute;
    await page.context().setOffline(true);
    await release(route => route.abort('internetdisconnected'));
    await look();
    await page.context().setOffline(false);
    await recover();
  },
  'the tab suspended as it is asked, its connection lost': async (page, on, { sendRequest, look, recover }) => {
    const cdp = await page.context().newCDPSession(page);
    const { heldRoute, release } = await hold(page, on);
    await sendRequest();
    await heldRoute;
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    await release(route => route.abort('connectionaborted'));
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await cdp.detach();
    await look();
    await recover();
  },
};

/** The interruptions of reads, with one more: a write is never sent again. */
export const COURSES = {
  ...INTERRUPTIONS,
  'an answer that comes after a newer one': async (page, on, { sendRequest, repeatRequest, look, recover, good }) => {
    const { heldRoute, release } = await hold(page, on);
    await sendRequest();
    await heldRoute;
    await look();
    await repeatRequest();
    await recover();
    await release(route =>
      route.fulfill({ status: 500, contentType: 'application/json', body: '{"message":"Too late."}' }),
    );
    await nextPaint(page);
    await good();
  },
};

/**
 * Lets the next write with this beginning succeed but loses its response, and injects a fault into the reads that
 * verify the write.
 */
export async function loseAnswer(page, demo, on, look, fault) {
  const urlPattern = '**/api/proxy/**';
  let stop;
  const handler = async route => {
    if (stop || !pattern(on).test(line(route.request()))) return route.fallback();
    await route.fetch();
    stop = await strike(page, demo, look, fault);
    return route.fulfill({ status: 502 });
  };
  await page.route(urlPattern, handler);
  return async () => {
    await stop();
    await page.unroute(urlPattern, handler);
  };
}
