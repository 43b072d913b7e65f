import { CoderOverview } from './CoderOverview';

/** A page of the user's workspaces, for a route of the legacy system, in which pages set their own padding. */
export function CoderPage() {
  return <CoderOverview style={{ padding: 'var(--bui-space-6, 24px)' }} />;
}
