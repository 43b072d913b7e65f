// backstage-plugin-coder-backend: `backend.add(import('backstage-plugin-coder-backend'))`.
export { coderPlugin as default } from './plugin';
