/** Workspaces, by the names of Coder’s API. */

import type { WorkspaceAppStatus } from './agents.js';
import type { WorkspaceBuild, WorkspaceBuildParameter } from './builds.js';

export type AutomaticUpdates = 'always' | 'never';

export interface CreateWorkspaceRequest {
  automatic_updates?: AutomaticUpdates;
  autostart_schedule?: string;
  name: string;
  rich_parameter_values?: WorkspaceBuildParameter[];
  template_id?: string;
  template_version_id?: string;
  template_version_preset_id?: string;
  ttl_ms?: number;
}

export interface PutExtendWorkspaceRequest {
  deadline: string;
}

export interface ResolveAutostartResponse {
  parameter_mismatch: boolean;
}

export interface SharedWorkspaceActor {
  actor_type: SharedWorkspaceActorType;
  avatar_url?: string;
  id: string;
  name: string;
  roles: WorkspaceRole[];
}

export type SharedWorkspaceActorType = 'group' | 'user';

export interface UpdateWorkspaceAutomaticUpdatesRequest {
  automatic_updates: AutomaticUpdates;
}

export interface UpdateWorkspaceAutostartRequest {
  schedule: string | null;
}

export interface UpdateWorkspaceDormancy {
  dormant: boolean;
}

export interface UpdateWorkspaceRequest {
  name: string;
}

export interface UpdateWorkspaceTTLRequest {
  ttl_ms: number | null;
}

export interface Workspace {
  allow_renames: boolean;
  automatic_updates: AutomaticUpdates;
  autostart_schedule?: string;
  created_at: string;
  deleting_at: string | null;
  dormant_at: string | null;
  favorite: boolean;
  health: WorkspaceHealth;
  id: string;
  is_prebuild: boolean;
  last_used_at: string;
  latest_app_status: WorkspaceAppStatus | null;
  latest_build: WorkspaceBuild;
  name: string;
  next_start_at: string | null;
  organization_id: string;
  organization_name: string;
  outdated: boolean;
  owner_avatar_url: string;
  owner_id: string;
  owner_name: string;
  shared_with?: SharedWorkspaceActor[];
  task_id: string | null;
  template_active_version_id: string;
  template_allow_user_cancel_workspace_jobs: boolean;
  template_display_name: string;
  template_icon: string;
  template_id: string;
  template_name: string;
  template_require_active_version: boolean;
  template_use_classic_parameter_flow: boolean;
  ttl_ms?: number;
  updated_at: string;
}

export interface WorkspaceHealth {
  failing_agents: string[];
  healthy: boolean;
}

export interface WorkspaceQuota {
  budget: number;
  credits_consumed: number;
}

export type WorkspaceRole = 'admin' | 'use';

export interface WorkspacesResponse {
  count: number;
  workspaces: Workspace[];
}
