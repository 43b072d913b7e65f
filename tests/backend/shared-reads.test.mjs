// Identical reads of a user that share one request to Coder.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './plugin.mjs';

const { SharedReads } = load('gateway/SharedReads.js');
const never = new AbortController().signal;

/** Returns a request that a test answers itself, and how often it was sent. */
function controlled() {
  const sent = [];
  const ask = signal => {
    const request = { signal };
    const answer = new Promise((resolve, reject) => Object.assign(request, { resolve, reject }));
    signal.addEventListener('abort', () => request.reject(new Error('aborted')));
    sent.push(request);
    return answer;
  };
  return { sent, ask };
}

test('identical reads of a user share one request, those of others do not', async () => {
  const reads = new SharedReads();
  const { sent, ask } = controlled();
  const all = ['alice', 'alice', 'bob'].map(user => reads.read(user, 'list', never, ask));
  all.push(reads.read('alice', 'another list', never, ask));
  assert.equal(sent.length, 3);
  sent.forEach((request, i) => request.resolve(i));
  assert.deepEqual(await Promise.all(all), [0, 0, 1, 2]);
});

test('a change of a user makes the user’s later reads ask again, and only those', async () => {
  const reads = new SharedReads();
  const { sent, ask } = controlled();
  for (const user of ['alice', 'bob']) void reads.read(user, 'list', never, ask);
  reads.forget('alice');
  for (const user of ['alice', 'bob']) void reads.read(user, 'list', never, ask);
  assert.equal(sent.length, 3);
});

test('a request ends once all who wait for it have left, and not before', async () => {
  const reads = new SharedReads();
  const { sent, ask } = controlled();
  const browsers = [new AbortController(), new AbortController()];
  const answers = browsers.map(({ signal }) => reads.read('alice', 'list', signal, ask));
  browsers[0].abort();
  assert.equal(sent[0].signal.aborted, false);
  browsers[1].abort();
  assert.equal(sent[0].signal.aborted, true);
  for (const answer of answers) await assert.rejects(answer, /aborted/);
  void reads.read('alice', 'list', never, ask);
  assert.equal(sent.length, 2, 'a later read does not wait for the request that ended');
});

test('a failure is not shared with later reads', async () => {
  const reads = new SharedReads();
  const { sent, ask } = controlled();
  const first = reads.read('alice', 'list', never, ask);
  sent[0].reject(new Error('unreachable'));
  await assert.rejects(first, /unreachable/);
  const second = reads.read('alice', 'list', never, ask);
  sent[1].resolve('answer');
  assert.equal(await second, 'answer');
});

test('an answer is not kept for later reads', async () => {
  const reads = new SharedReads();
  const { sent, ask } = controlled();
  const first = reads.read('alice', 'list', never, ask);
  sent[0].resolve('first');
  assert.equal(await first, 'first');
  void reads.read('alice', 'list', never, ask);
  assert.equal(sent.length, 2);
});
