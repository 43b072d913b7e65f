/** Agents, apps and ports, by the names of Coder’s API. */

import type { WorkspaceTransition } from './builds.js';

export type AgentSubsystem = 'envbox' | 'envbuilder' | 'exectrace';

export interface DERPRegion {
  latency_ms: number;
  preferred: boolean;
}

export interface DeleteWorkspaceAgentPortShareRequest {
  agent_name: string;
  port: number;
}

export type DisplayApp = 'vscode' | 'vscode_insiders' | 'web_terminal' | 'port_forwarding_helper' | 'ssh_helper';

export interface Healthcheck {
  interval: number;
  threshold: number;
  url: string;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export interface UpsertWorkspaceAgentPortShareRequest {
  agent_name: string;
  port: number;
  protocol: WorkspaceAgentPortShareProtocol;
  share_level: WorkspaceAgentPortShareLevel;
}

export interface WorkspaceAgent {
  api_version: string;
  apps: WorkspaceApp[];
  architecture: string;
  connection_timeout_seconds: number;
  created_at: string;
  directory?: string;
  disconnected_at?: string;
  display_apps: DisplayApp[];
  environment_variables: Record<string, string> | null;
  expanded_directory?: string;
  first_connected_at?: string;
  health: WorkspaceAgentHealth;
  id: string;
  instance_id?: string;
  last_connected_at?: string;
  latency?: Record<string, DERPRegion>;
  lifecycle_state: WorkspaceAgentLifecycle;
  log_sources: WorkspaceAgentLogSource[];
  logs_length: number;
  logs_overflowed: boolean;
  metadata?: WorkspaceAgentMetadata[];
  name: string;
  operating_system: string;
  parent_id: string | null;
  ready_at?: string;
  resource_id: string;
  scripts: WorkspaceAgentScript[];
  started_at?: string;
  startup_script_behavior: WorkspaceAgentStartupScriptBehavior;
  status: WorkspaceAgentStatus;
  subsystems: AgentSubsystem[];
  troubleshooting_url: string;
  updated_at: string;
  version: string;
}

export interface WorkspaceAgentHealth {
  healthy: boolean;
  reason?: string;
}

export type WorkspaceAgentLifecycle =
  | 'created'
  | 'starting'
  | 'start_timeout'
  | 'start_error'
  | 'ready'
  | 'shutting_down'
  | 'shutdown_timeout'
  | 'shutdown_error'
  | 'off';

export interface WorkspaceAgentListeningPort {
  network: string;
  port: number;
  process_name: string;
}

export interface WorkspaceAgentListeningPortsResponse {
  ports: WorkspaceAgentListeningPort[];
}

export interface WorkspaceAgentLog {
  created_at: string;
  id: number;
  level: LogLevel;
  output: string;
  source_id: string;
}

export interface WorkspaceAgentLogSource {
  created_at: string;
  display_name: string;
  icon: string;
  id: string;
  workspace_agent_id: string;
}

export interface WorkspaceAgentMetadata {
  description: WorkspaceAgentMetadataDescription;
  result: WorkspaceAgentMetadataResult;
}

export interface WorkspaceAgentMetadataDescription {
  display_name: string;
  interval: number;
  key: string;
  script: string;
  timeout: number;
}

export interface WorkspaceAgentMetadataResult {
  age: number;
  collected_at: string;
  error: string;
  value: string;
}

export interface WorkspaceAgentPortShare {
  agent_name: string;
  port: number;
  protocol: WorkspaceAgentPortShareProtocol;
  share_level: WorkspaceAgentPortShareLevel;
  workspace_id: string;
}

export type WorkspaceAgentPortShareLevel = 'owner' | 'authenticated' | 'organization' | 'public';

export type WorkspaceAgentPortShareProtocol = 'http' | 'https';

export interface WorkspaceAgentPortShares {
  shares: WorkspaceAgentPortShare[];
}

export interface WorkspaceAgentScript {
  cron: string;
  display_name: string;
  exit_code?: number;
  id: string;
  log_path: string;
  log_source_id: string;
  run_on_start: boolean;
  run_on_stop: boolean;
  script: string;
  start_blocks_login: boolean;
  status?: WorkspaceAgentScriptStatus;
  timeout: number;
}

export type WorkspaceAgentScriptStatus = 'ok' | 'exit_failure' | 'timed_out' | 'pipes_left_open';

export type WorkspaceAgentStartupScriptBehavior = 'blocking' | 'non-blocking';

export type WorkspaceAgentStatus = 'connecting' | 'connected' | 'disconnected' | 'timeout';

export interface WorkspaceApp {
  command?: string;
  display_name?: string;
  external: boolean;
  group?: string;
  health: WorkspaceAppHealth;
  healthcheck: Healthcheck;
  hidden: boolean;
  icon?: string;
  id: string;
  open_in: WorkspaceAppOpenIn;
  sharing_level: WorkspaceAppSharingLevel;
  slug: string;
  statuses: WorkspaceAppStatus[];
  subdomain: boolean;
  subdomain_name?: string;
  tooltip?: string;
  url?: string;
}

export type WorkspaceAppHealth = 'disabled' | 'initializing' | 'healthy' | 'unhealthy';

export type WorkspaceAppOpenIn = 'slim-window' | 'tab';

export type WorkspaceAppSharingLevel = 'owner' | 'authenticated' | 'organization' | 'public';

export interface WorkspaceAppStatus {
  agent_id: string;
  app_id: string;
  created_at: string;
  icon: string;
  id: string;
  message: string;
  needs_user_attention: boolean;
  state: WorkspaceAppStatusState;
  uri: string;
  workspace_id: string;
}

export type WorkspaceAppStatusState = 'working' | 'idle' | 'complete' | 'failure';

export interface WorkspaceResource {
  agents?: WorkspaceAgent[];
  created_at: string;
  daily_cost: number;
  hide: boolean;
  icon: string;
  id: string;
  job_id: string;
  metadata?: WorkspaceResourceMetadata[];
  name: string;
  type: string;
  workspace_transition: WorkspaceTransition;
}

export interface WorkspaceResourceMetadata {
  key: string;
  sensitive: boolean;
  value: string;
}
