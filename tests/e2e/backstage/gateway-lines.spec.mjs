// Request lines as no browser would write them: whatever is sent to the gateway, only lines of its table reach Coder.
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { coderApi, expect, portal, TOKEN, withBackend } from './portal.mjs';

const BASE = '/api/proxy/coder';
const MUTATED = 600;

/** The lines that reached Coder's server, below its path or not. */
let reached = [];

/** Starts a server in front of the demo deployment that takes down each request as it came; returns its URL. */
async function recorder(demo) {
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    reached.push(`${method} ${path}`);
    const forwarded = httpRequest(demo.url, { method, path, headers }, answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    forwarded.once('error', () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

const test = portal(async demo =>
  withBackend({ 'coder.deployment.backendUrl': (await recorder(demo)) + BASE, 'coder.rateLimit': 100_000 })(demo),
);

/** The requests that may reach Coder: method, path with placeholders, and keys of the query. */
const TABLE = readFileSync(new URL('../../../crates/core/tests/gateway/table.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(row => row && !row.startsWith('#'))
  .map(row => {
    const [, method, path, keys = ''] = /^(\S+) ([^?]+)\??(.*)$/.exec(row);
    const pattern = path.replace('{}', '[0-9A-Za-z-]{1,64}').replace('{file}', '[0-9A-Za-z/._%+-]+');
    return { method, path, keys: keys.split('&').filter(Boolean), pattern: new RegExp(`^${BASE}${pattern}$`) };
  });

function isOfTable(line) {
  const [, method, path, query = ''] = /^(\S+) ([^?]*)\??(.*)$/s.exec(line);
  const found = [...new URLSearchParams(query).keys()];
  return TABLE.some(
    row =>
      row.method === method &&
      row.pattern.test(path) &&
      /^[\w*.~+%=&-]*$/.test(query) &&
      new Set(found).size === found.length &&
      found.every(key => row.keys.includes(key)),
  );
}

/** A sequence of numbers below an end that depends on its seed only (mulberry32). */
function random(seed) {
  return end => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

const DOTS = ['..', '.', '%2e%2e', '.%2E', '%252e%252e', '..;', '..%3b', '..%00', '%c0%ae%c0%ae', '．．'];
const SLASHES = ['//', '\\', '%2f', '%2F', '%252f', '%5c', ';/', '/;/', '%00/', '∕', '／', ''];
const SPECIAL = [
  '\0',
  '\x01',
  '\x7f',
  '\t',
  ' ',
  '%00',
  '%0d%0a',
  '%',
  ';',
  '#',
  '?',
  '&',
  '@',
  '*',
  '"',
  'ä',
  '\u202e',
];
const METHODS = ['get', 'Get', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'POST', 'PUT', 'PATCH', 'DELETE', 'GET '];
const PAIRS = ['deleted=true', 'q=a', '%71=a', 'Q=a', 'q[]=a', 'as=owner', '=', '__proto__=x', 'q=a;deleted=true'];
const ELSEWHERE = ['/api/v2/users', '/api/v2/deployment/config', '/@alice/payments/apps/code', '/control/requests'];

/** Returns a line of the table. */
function canonical({ method, path, keys }) {
  const query = keys.map(key => `${key}=1`).join('&');
  const named = path.replace('{}', '5f0f7a3e-2222-4222-8222-000000000001').replace('{file}', 'docker.svg');
  return { method, target: named + (query && `?${query}`) };
}

/** Returns a line of the table with something wrong about it. */
function mutated(below) {
  const oneOf = all => all[below(all.length)];
  const line = canonical(oneOf(TABLE));
  const at =
    position =>
    (text, more = 0) =>
      line.target.slice(0, position) + text + line.target.slice(position + more);
  const anywhere = at(below(line.target.length + 1));
  const slashes = [...line.target.matchAll(/\//g)].map(({ index }) => index);
  const atSlash = at(oneOf(slashes));
  switch (below(11)) {
    case 0:
      line.method = oneOf(METHODS);
      break;
    case 1:
      line.target = atSlash(`/${oneOf(DOTS)}/`, 1);
      break;
    case 2:
      line.target = atSlash(oneOf(SLASHES), 1);
      break;
    case 3:
      line.target = anywhere(oneOf(SPECIAL));
      break;
    case 4:
      line.target += (line.target.includes('?') ? '&' : '?') + oneOf(PAIRS);
      break;
    case 5:
      line.target += `/${oneOf(DOTS)}`.repeat(1 + below(5)) + oneOf(ELSEWHERE);
      break;
    case 6:
      line.target = anywhere('a'.repeat(60 + below(2_000)));
      break;
    case 7:
      line.target = anywhere(oneOf(DOTS) + oneOf(SLASHES));
      break;
    case 8:
      line.target = anywhere('').replace(/[a-z]/g, letter => (below(20) ? letter : escaped(letter)));
      break;
    case 9:
      line.target = line.target.slice(0, below(line.target.length));
      break;
    default:
      line.target = oneOf(ELSEWHERE) + line.target;
  }
  return line;
}

const escaped = letter => `%${letter.charCodeAt(0).toString(16)}`;

/** Lines whose targets are not below the path of a deployment, or not paths at all. */
const OTHERS = ({ host }, below) => [
  `GET http://${host}${below}/api/v2/users/me`,
  `GET http://${host}${below}/api/v2/users`,
  `GET http://elsewhere.example${below}/api/v2/users`,
  `GET //${host}${below}/api/v2/users`,
  `GET ${below}http://elsewhere.example/api/v2/users`,
  `GET ${below}@elsewhere.example/api/v2/users`,
  `GET ${below}:443/api/v2/users`,
  `GET ${below}/../default/api/v2/users`,
  `GET ${below}%2fapi/v2/users/me`,
  `GET ${below}%2f..%2f..%2fcontrol/requests`,
  `GET ${below}?/api/v2/users`,
  `GET ${below}#/api/v2/users`,
  `GET ${below}`,
  `GET ${below}/`,
  `GET ${below}/api/v2/users HTTP/1.1\r\nx: y`,
  `GET ${below}/api/v2/users/me\r\n\r\nGET ${below}/api/v2/users`,
  `GET ${below.replace('default', 'de%66ault')}/api/v2/users`,
  `GET ${below.replace('default', 'default%2f..%2fdefault')}/api/v2/users`,
  `GET ${below.toUpperCase()}/api/v2/users`,
  'OPTIONS *',
  `CONNECT ${host}`,
  'GET',
];

/** Sends a line without a change; returns the status of the answer, or nothing if there is none. */
function send({ hostname, port, host }, token, line) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, hostname, () => {
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 0\r\n\r\n`);
    });
    socket.once('error', reject).once('close', () => resolve(undefined));
    socket.once('data', data => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data)?.[1]));
      socket.destroy();
    });
  });
}

test('of hundreds of request lines none outside the table reaches Coder', async ({ portal, demo }) => {
  const url = new URL(portal.url);
  const { token } = (await (await fetch(`${portal.url}/api/auth/guest/refresh`)).json()).backstageIdentity;
  const below = '/api/coder/v1/deployments/default';
  const sendAll = async lines => {
    const statuses = [];
    for (const line of lines) statuses.push(await send(url, token, line));
    return statuses;
  };
  const lineOf = ({ method, target }) => `${method} ${below}${target}`;
  expect((await coderApi(portal.url, 'PUT', '/v1/deployments/default/link', { body: { token: TOKEN } })).ok).toBe(true);
  await demo.reset();

  reached = [];
  await sendAll(TABLE.map(canonical).map(lineOf));
  const all = TABLE.map(canonical).map(({ method, target }) => `${method} ${BASE}${target}`);
  expect(reached, 'each line of the table reaches Coder as it is').toEqual(all);

  reached = [];
  const next = random(1);
  const lines = [...OTHERS(url, below), ...Array.from({ length: MUTATED }, () => lineOf(mutated(next)))];
  const statuses = await sendAll(lines);
  expect(reached.filter(line => !isOfTable(line))).toEqual([]);
  expect(reached.length, 'some changes lead from one line of the table to another').toBeGreaterThan(MUTATED / 50);
  expect(statuses.filter(status => status === 429)).toEqual([]);
  expect(statuses.filter(status => status === 404).length, 'most are refused by the gateway').toBeGreaterThan(
    MUTATED / 2,
  );
  expect((await demo.requests()).length, 'nothing reached Coder on another way').toBe(all.length + reached.length);
  expect((await coderApi(portal.url, 'GET', '/v1/deployments/default/api/v2/users/me')).status).toBe(200);
});
