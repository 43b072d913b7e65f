/** Users, organizations and their permissions, by the names of Coder’s API. */

export interface APIAllowListTarget {
  id: string;
  type: RBACResource;
}

export interface APIKey {
  allow_list?: APIAllowListTarget[];
  created_at: string;
  expires_at: string;
  id: string;
  last_used: string;
  lifetime_seconds: number;
  login_type: LoginType;
  scope?: APIKeyScope;
  scopes?: APIKeyScope[];
  token_name: string;
  updated_at: string;
  user_id: string;
}

export type APIKeyScope = string;

export interface AuthMethod {
  enabled: boolean;
}

export interface AuthMethods {
  github: GithubAuthMethod;
  oidc: OIDCAuthMethod;
  password: AuthMethod;
  terms_of_service_url?: string;
}

export interface AuthorizationCheck {
  action: RBACAction;
  object: AuthorizationObject;
}

export interface AuthorizationObject {
  any_org?: boolean;
  organization_id?: string;
  owner_id?: string;
  resource_id?: string;
  resource_type: RBACResource;
}

export interface AuthorizationRequest {
  checks: Record<string, AuthorizationCheck>;
}

export type AuthorizationResponse = Record<string, boolean>;

export interface CreateTokenRequest {
  allow_list?: APIAllowListTarget[];
  lifetime?: number;
  scope?: APIKeyScope;
  scopes?: APIKeyScope[];
  token_name?: string;
}

export interface DeleteExternalAuthByIDResponse {
  token_revocation_error?: string;
  token_revoked: boolean;
}

export interface ExternalAuth {
  app_install_url: string;
  app_installable: boolean;
  authenticated: boolean;
  device: boolean;
  display_name: string;
  installations: ExternalAuthAppInstallation[];
  supports_revocation?: boolean;
  user: ExternalAuthUser | null;
}

export interface ExternalAuthAppInstallation {
  account: ExternalAuthUser;
  configure_url: string;
  id: number;
}

export interface ExternalAuthDevice {
  device_code: string;
  expires_in: number;
  interval: number;
  user_code: string;
  verification_uri: string;
}

export interface ExternalAuthLink {
  authenticated: boolean;
  created_at: string;
  expires: string;
  has_refresh_token: boolean;
  provider_id: string;
  updated_at: string;
  validate_error: string;
}

export interface ExternalAuthUser {
  avatar_url: string;
  id: number;
  login: string;
  name: string;
  profile_url: string;
}

export interface GenerateAPIKeyResponse {
  key: string;
}

export interface GetUsersResponse {
  count: number;
  users: User[];
}

export interface GithubAuthMethod {
  default_provider_configured: boolean;
  enabled: boolean;
}

export type LoginType = 'password' | 'github' | 'oidc' | 'token' | 'none';

export interface MinimalUser {
  avatar_url?: string;
  id: string;
  name?: string;
  username: string;
}

export interface OIDCAuthMethod {
  enabled: boolean;
  iconUrl: string;
  signInText: string;
}

export interface Organization {
  created_at: string;
  default_org_member_roles?: string[];
  description?: string;
  display_name?: string;
  icon?: string;
  id: string;
  is_default: boolean;
  name?: string;
  updated_at: string;
}

export type RBACAction =
  | 'application_connect'
  | 'assign'
  | 'create'
  | 'create_agent'
  | 'delete'
  | 'delete_agent'
  | 'read'
  | 'read_personal'
  | 'ssh'
  | 'share'
  | 'unassign'
  | 'update'
  | 'update_agent'
  | 'update_personal'
  | 'use'
  | 'view_insights'
  | 'start'
  | 'stop';

export type RBACResource = string;

export interface SlimRole {
  display_name: string;
  name: string;
  organization_id?: string;
}

export interface UpdateUserProfileRequest {
  avatar_url?: string;
  name?: string;
  username: string;
}

export interface UpdateUserQuietHoursScheduleRequest {
  schedule: string;
}

export interface User {
  avatar_url?: string;
  created_at: string;
  email: string;
  has_ai_seat?: boolean;
  id: string;
  is_service_account?: boolean;
  last_seen_at?: string;
  login_type: LoginType;
  name?: string;
  organization_ids: string[];
  roles: SlimRole[];
  status: UserStatus;
  theme_preference?: string;
  updated_at: string;
  username: string;
}

export interface UserLoginType {
  login_type: LoginType;
}

export interface UserParameter {
  name: string;
  value: string;
}

export interface UserQuietHoursScheduleResponse {
  next: string;
  raw_schedule: string;
  time: string;
  timezone: string;
  user_can_set: boolean;
  user_set: boolean;
}

export type UserStatus = 'active' | 'dormant' | 'suspended';
