// The functions of the WebAssembly module. The module is compiled at the first call.
'use strict';

const MODULE = './dist/core.js';
let instance;

/** Calls a function of the module. A trap leaves the module's memory in an unknown state, so the next call replaces it. */
function call(name, ...args) {
  instance ??= require(MODULE);
  try {
    return instance[name](...args);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      delete require.cache[require.resolve(MODULE)];
      instance = undefined;
    }
    throw error;
  }
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
exports.keyEnd = answer => call('keyEnd', JSON.stringify(answer));
exports.endsLink = answer => call('endsLink', JSON.stringify(answer));
exports.refusal = code => parsed(call('refusal', code));
