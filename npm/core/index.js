// The functions of the WebAssembly module. The module is compiled at the first call.
'use strict';

const MODULE = './dist/core.js';
let instance;

/** Runs a call of the module. A trap leaves the module's memory in an unknown state, so the next call replaces it. */
function guarded(run) {
  try {
    return run();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      delete require.cache[require.resolve(MODULE)];
      instance = undefined;
    }
    throw error;
  }
}

function call(name, ...args) {
  instance ??= require(MODULE);
  return guarded(() => instance[name](...args));
}

const parsed = text => (text === undefined ? undefined : JSON.parse(text));

exports.passage = (method, target) => call('passage', method, target);
exports.headers = () => parsed(call('headers'));
exports.credentialHeaders = credential => parsed(call('credentialHeaders', credential));
exports.parseToken = text => call('parseToken', text);
exports.userRequest = () => parsed(call('userRequest'));
exports.keyRequest = token => parsed(call('keyRequest', token));
exports.reachRequest = () => parsed(call('reachRequest'));
exports.oauthPaths = () => parsed(call('oauthPaths'));
exports.linkedUser = answer => parsed(call('linkedUser', JSON.stringify(answer)));
exports.tokenLife = answer => parsed(call('tokenLife', JSON.stringify(answer)));
exports.endsLink = answer => call('endsLink', JSON.stringify(answer));
exports.settings = coder => parsed(call('settings', JSON.stringify(coder ?? null)));
exports.refusal = code => parsed(call('refusal', code));

const chance = () => [Date.now(), Math.random()];

exports.createHub = () => {
  instance ??= require(MODULE);
  const hub = new instance.Hub();
  return {
    join: (page, subscription) => parsed(guarded(() => hub.join(page, JSON.stringify(subscription) ?? ''))),
    leave: page => parsed(guarded(() => hub.leave(page))),
    frame: (topic, frame) => parsed(guarded(() => hub.frame(topic, frame))),
    closed: topic => parsed(guarded(() => hub.closed(topic, ...chance()))),
    polled: (topic, body) => parsed(guarded(() => hub.polled(topic, body, ...chance()))),
    written: () => parsed(guarded(() => hub.written())),
  };
};
exports.linkStep = input => parsed(call('linkStep', JSON.stringify(input)));
