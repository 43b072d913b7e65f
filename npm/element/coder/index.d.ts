/** Requests and responses of Coder’s API, by its own names, as of Coder 3; older deployments lack some fields. */

export * from './workspaces.js';
export * from './builds.js';
export * from './agents.js';
export * from './templates.js';
export * from './users.js';
export * from './deployment.js';
