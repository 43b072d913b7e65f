/** Templates, by the names of Coder’s API. */

import type { WorkspaceAgentPortShareLevel } from './agents.js';
import type { MatchedProvisioners, ProvisionerJob } from './builds.js';
import type { MinimalUser } from './users.js';

export type CORSBehavior = 'simple' | 'passthru';

export interface Preset {
  Default: boolean;
  Description: string;
  DesiredPrebuildInstances: number | null;
  Icon: string;
  ID: string;
  Name: string;
  Parameters: PresetParameter[] | null;
}

export interface PresetParameter {
  Name: string;
  Value: string;
}

export interface Template {
  active_user_count: number;
  active_version_id: string;
  activity_bump_ms: number;
  agents_allowed: boolean;
  allow_user_autostart: boolean;
  allow_user_autostop: boolean;
  allow_user_cancel_workspace_jobs: boolean;
  autostart_requirement: TemplateAutostartRequirement;
  autostop_requirement: TemplateAutostopRequirement;
  build_time_stats: TemplateBuildTimeStats;
  cors_behavior: CORSBehavior;
  created_at: string;
  created_by_id: string;
  created_by_name: string;
  default_ttl_ms: number;
  deleted: boolean;
  deprecated: boolean;
  deprecation_message: string;
  description: string;
  disable_module_cache: boolean;
  display_name: string;
  failure_ttl_ms: number;
  icon: string;
  id: string;
  max_port_share_level: WorkspaceAgentPortShareLevel;
  name: string;
  organization_display_name: string;
  organization_icon: string;
  organization_id: string;
  organization_name: string;
  provisioner: 'terraform';
  require_active_version: boolean;
  time_til_autostop_notify_ms: number;
  time_til_dormant_autodelete_ms: number;
  time_til_dormant_ms: number;
  updated_at: string;
  use_classic_parameter_flow: boolean;
}

export interface TemplateAutostartRequirement {
  days_of_week: ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface TemplateAutostopRequirement {
  days_of_week: ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
  weeks: number;
}

export type TemplateBuildTimeStats = Record<string, TransitionStats>;

export interface TemplateVersion {
  archived: boolean;
  created_at: string;
  created_by: MinimalUser;
  has_external_agent: boolean;
  id: string;
  job: ProvisionerJob;
  matched_provisioners?: MatchedProvisioners;
  message: string;
  name: string;
  organization_id: string;
  readme: string;
  template_id?: string;
  updated_at: string;
  warnings?: TemplateVersionWarning[];
}

export interface TemplateVersionExternalAuth {
  authenticate_url: string;
  authenticated: boolean;
  display_icon: string;
  display_name: string;
  id: string;
  optional?: boolean;
  type: string;
}

export interface TemplateVersionParameter {
  default_value: string;
  description: string;
  description_plaintext: string;
  display_name?: string;
  ephemeral: boolean;
  form_type:
    | ''
    | 'radio'
    | 'dropdown'
    | 'input'
    | 'textarea'
    | 'slider'
    | 'checkbox'
    | 'switch'
    | 'tag-select'
    | 'multi-select'
    | 'error';
  icon: string;
  mutable: boolean;
  name: string;
  options: TemplateVersionParameterOption[];
  required: boolean;
  type: 'string' | 'number' | 'bool' | 'list(string)';
  validation_error?: string;
  validation_max?: number;
  validation_min?: number;
  validation_monotonic?: ValidationMonotonicOrder;
  validation_regex?: string;
}

export interface TemplateVersionParameterOption {
  description: string;
  icon: string;
  name: string;
  value: string;
}

export interface TemplateVersionVariable {
  default_value: string;
  description: string;
  name: string;
  required: boolean;
  sensitive: boolean;
  type: 'string' | 'number' | 'bool';
  value: string;
}

export type TemplateVersionWarning = 'UNSUPPORTED_WORKSPACES';

export interface TransitionStats {
  P50: number | null;
  P95: number | null;
}

export type ValidationMonotonicOrder = 'increasing' | 'decreasing';
