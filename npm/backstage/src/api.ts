// Coder's API for an integrator's own components, by the page's session.
import type { CoderSession, CoderWorkspace } from 'backstage-plugin-coder-element';
import { useMemo } from 'react';
import { useSession } from './session';

/** Whose session it is, as far as one usually wants to know. */
export interface CoderUser {
  id: string;
  username: string;
  email: string;
  avatar_url: string;
  [key: string]: unknown;
}

/** A page of workspaces; each has all of Coder's fields. */
export interface CoderWorkspacesResponse {
  workspaces: (CoderWorkspace & { [key: string]: unknown })[];
  count: number;
}

/** Calls to Coder through the proxy. Rejects with a `CoderRequestError`; without a session, nothing is sent. */
export class CoderApi {
  constructor(private readonly session: Promise<CoderSession>) {}

  /** Any call; `path` begins with `/api/v2/`. */
  async request<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return (await this.session).request<T>(method, path, body);
  }

  getAuthenticatedUser() {
    return this.request<CoderUser>('GET', '/api/v2/users/me');
  }

  getBuildInfo() {
    return this.request<{ version: string; dashboard_url: string }>('GET', '/api/v2/buildinfo');
  }

  /** Coder's own default is no limit, which takes long where there are many. */
  getWorkspaces({ q, limit = 25, offset = 0 }: { q?: string; limit?: number; offset?: number } = {}) {
    const query = new URLSearchParams({ q: q ?? '', limit: String(limit), offset: String(offset) });
    return this.request<CoderWorkspacesResponse>('GET', `/api/v2/workspaces?${query}`);
  }

  getWorkspace(id: string) {
    return this.request<CoderWorkspace & { [key: string]: unknown }>('GET', `/api/v2/workspaces/${encodeURIComponent(id)}`);
  }

  getWorkspaceByOwnerAndName(owner: string, name: string) {
    const path = `/api/v2/users/${encodeURIComponent(owner)}/workspace/${encodeURIComponent(name)}`;
    return this.request<CoderWorkspace & { [key: string]: unknown }>('GET', path);
  }

  getTemplates() {
    return this.request<{ id: string; name: string; [key: string]: unknown }[]>('GET', '/api/v2/templates');
  }
}

/** Coder's API; needs a `CoderProvider` above it. May be called without a session: its requests then fail. */
export function useCoderApi(): CoderApi {
  const [session] = useSession();
  return useMemo(() => new CoderApi(session), [session]);
}
