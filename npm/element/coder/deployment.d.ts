/** The deployment, by the names of Coder’s API. */

export interface AppHostResponse {
  host: string;
}

export interface BuildInfoResponse {
  agent_api_version: string;
  dashboard_url: string;
  deployment_id: string;
  external_url: string;
  provisioner_api_version: string;
  telemetry: boolean;
  upgrade_message: string;
  version: string;
  webpush_public_key?: string;
  workspace_proxy: boolean;
}

export type Entitlement = 'entitled' | 'grace_period' | 'not_entitled';

export interface Entitlements {
  errors: string[];
  features: Record<string, Feature>;
  has_license: boolean;
  refreshed_at: string;
  require_telemetry: boolean;
  trial: boolean;
  warnings: string[];
}

export type Experiment =
  | 'example'
  | 'auto-fill-parameters'
  | 'notifications'
  | 'workspace-usage'
  | 'oauth2'
  | 'mcp-server-http'
  | 'mcp-tool-search'
  | 'workspace-build-updates'
  | 'nats_pubsub'
  | 'workspace-capable-licensing'
  | 'ai-gateway-seat-exclusion'
  | 'chat-advisor'
  | 'chat-virtual-desktop'
  | 'agent-lifecycle-hooks';

export interface Feature {
  actual?: number;
  actual_ms?: number;
  enabled: boolean;
  entitlement: Entitlement;
  hard_limit?: number;
  limit?: number;
  soft_limit?: number;
  usage_period?: UsagePeriod;
}

export interface LinkConfig {
  icon: 'bug' | 'chat' | 'docs' | 'star';
  location: 'navbar' | 'dropdown';
  name: string;
  target: string;
}

export interface Region {
  display_name: string;
  healthy: boolean;
  icon_url: string;
  id: string;
  name: string;
  path_app_url: string;
  wildcard_hostname: string;
}

export interface RegionsResponse {
  regions: Region[];
}

export interface Response {
  detail?: string;
  message: string;
  validations?: ValidationError[];
}

export interface SSHConfigResponse {
  hostname_prefix: string;
  hostname_suffix?: string;
  ssh_config_options: Record<string, string>;
}

export interface UpdateCheckResponse {
  current: boolean;
  url: string;
  version: string;
}

export interface UsagePeriod {
  end: string;
  issued_at: string;
  start: string;
}

export interface ValidationError {
  detail: string;
  field: string;
}
