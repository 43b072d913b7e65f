/** Builds and their jobs, by the names of Coder’s API. */

import type { LogLevel, WorkspaceResource } from './agents.js';

export interface AgentConnectionTiming {
  ended_at: string;
  stage: TimingStage;
  started_at: string;
  workspace_agent_id: string;
  workspace_agent_name: string;
}

export interface AgentScriptTiming {
  display_name: string;
  ended_at: string;
  exit_code: number;
  stage: TimingStage;
  started_at: string;
  status: string;
  workspace_agent_id: string;
  workspace_agent_name: string;
}

export type BuildReason =
  | 'initiator'
  | 'autostart'
  | 'autostop'
  | 'dormancy'
  | 'dashboard'
  | 'cli'
  | 'ssh_connection'
  | 'vscode_connection'
  | 'jetbrains_connection'
  | 'task_auto_pause'
  | 'task_manual_pause'
  | 'task_resume';

export interface CreateWorkspaceBuildOnSuccessRequest {
  rich_parameter_values?: WorkspaceBuildParameter[];
  template_version_id?: string;
  template_version_preset_id?: string;
  transition: WorkspaceTransition;
}

export type CreateWorkspaceBuildReason =
  | 'dashboard'
  | 'cli'
  | 'ssh_connection'
  | 'vscode_connection'
  | 'jetbrains_connection'
  | 'task_manual_pause'
  | 'task_resume';

export interface CreateWorkspaceBuildRequest {
  dry_run?: boolean;
  log_level?: ProvisionerLogLevel;
  on_success?: CreateWorkspaceBuildOnSuccessRequest;
  orphan?: boolean;
  reason?: CreateWorkspaceBuildReason;
  rich_parameter_values?: WorkspaceBuildParameter[];
  state?: number[];
  template_version_id?: string;
  template_version_preset_id?: string;
  transition: WorkspaceTransition;
}

export type JobErrorCode = 'REQUIRED_TEMPLATE_VARIABLES' | 'INSUFFICIENT_QUOTA';

export type LogSource = 'provisioner_daemon' | 'provisioner';

export interface MatchedProvisioners {
  available: number;
  count: number;
  most_recently_seen: string | null;
}

export interface ProvisionerJob {
  available_workers?: string[];
  canceled_at?: string;
  completed_at?: string;
  created_at: string;
  error?: string;
  error_code?: JobErrorCode;
  file_id: string;
  id: string;
  initiator_id: string;
  input: ProvisionerJobInput;
  logs_overflowed: boolean;
  metadata: ProvisionerJobMetadata;
  organization_id: string;
  queue_position: number;
  queue_size: number;
  started_at?: string;
  status: ProvisionerJobStatus;
  tags: Record<string, string>;
  type: ProvisionerJobType;
  worker_id?: string;
  worker_name?: string;
}

export interface ProvisionerJobInput {
  error?: string;
  template_version_id?: string;
  workspace_build_id?: string;
}

export interface ProvisionerJobLog {
  created_at: string;
  id: number;
  log_level: LogLevel;
  log_source: LogSource;
  output: string;
  stage: string;
}

export interface ProvisionerJobMetadata {
  template_display_name: string;
  template_icon: string;
  template_id?: string;
  template_name: string;
  template_version_name: string;
  workspace_build_transition?: WorkspaceTransition;
  workspace_id?: string;
  workspace_name?: string;
}

export type ProvisionerJobStatus =
  'pending' | 'running' | 'succeeded' | 'canceling' | 'canceled' | 'failed' | 'unknown';

export type ProvisionerJobType = 'template_version_import' | 'workspace_build' | 'template_version_dry_run';

export type ProvisionerLogLevel = 'debug';

export interface ProvisionerTiming {
  action: string;
  ended_at: string;
  job_id: string;
  resource: string;
  source: string;
  stage: TimingStage;
  started_at: string;
}

export type TimingStage = 'init' | 'plan' | 'graph' | 'apply' | 'start' | 'stop' | 'cron' | 'connect';

export interface WorkspaceBuild {
  build_number: number;
  created_at: string;
  daily_cost: number;
  deadline: string | null;
  has_ai_task?: boolean;
  has_external_agent?: boolean;
  id: string;
  initiator_id: string;
  initiator_name: string;
  job: ProvisionerJob;
  matched_provisioners?: MatchedProvisioners;
  max_deadline: string | null;
  reason: BuildReason;
  resources: WorkspaceResource[];
  status: WorkspaceStatus;
  template_version_id: string;
  template_version_name: string;
  template_version_preset_id: string | null;
  transition: WorkspaceTransition;
  updated_at: string;
  workspace_id: string;
  workspace_name: string;
  workspace_owner_avatar_url?: string;
  workspace_owner_id: string;
  workspace_owner_name: string;
}

export interface WorkspaceBuildParameter {
  name: string;
  value: string;
}

export interface WorkspaceBuildTimings {
  agent_connection_timings: AgentConnectionTiming[];
  agent_script_timings: AgentScriptTiming[];
  provisioner_timings: ProvisionerTiming[];
}

export type WorkspaceStatus =
  | 'pending'
  | 'starting'
  | 'running'
  | 'stopping'
  | 'stopped'
  | 'failed'
  | 'canceling'
  | 'canceled'
  | 'deleting'
  | 'deleted';

export type WorkspaceTransition = 'start' | 'stop' | 'delete';
