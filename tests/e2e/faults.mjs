// What can happen to an answer.
const json = (status, body) => ({ status, content_type: 'application/json', body: typeof body === 'string' ? body : JSON.stringify(body) });
const page200 = { status: 200, content_type: 'text/html', body: '<!doctype html><title>Sign in</title>' };

export const FAULTS = {
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
  'Coder’s 401': json(401, { message: 'You are signed out or your session has expired.' }),
  '403': json(403, { message: 'Forbidden.' }),
  '404': json(404, { message: 'Resource not found or you do not have access to this resource' }),
  'an empty 404': { status: 404 },
  '409': json(409, { message: 'Conflict.' }),
  '410': json(410, { message: 'Gone.' }),
  '412': json(412, { message: 'Precondition failed.' }),
  '425': json(425, { message: 'Too early.' }),
  '429': json(429, { message: 'You have been rate limited.' }),
  '500': json(500, { message: 'Internal error.', detail: 'database is on fire' }),
};
