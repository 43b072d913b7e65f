// Coder's API for an integrator's own components, by the page's session. Names and arguments are those of Coder's own
// client, which the React plugin hands out.
import type {
  APIKey,
  AppHostResponse,
  AuthMethods,
  AuthorizationRequest,
  AuthorizationResponse,
  AutomaticUpdates,
  BuildInfoResponse,
  CoderSession,
  CreateTokenRequest,
  CreateWorkspaceBuildRequest,
  CreateWorkspaceRequest,
  DeleteWorkspaceAgentPortShareRequest,
  Entitlements,
  Experiment,
  ExternalAuth,
  ExternalAuthDevice,
  GenerateAPIKeyResponse,
  GetUsersResponse,
  Organization,
  Preset,
  ProvisionerJobLog,
  RegionsResponse,
  ResolveAutostartResponse,
  Response,
  SSHConfigResponse,
  Template,
  TemplateVersion,
  TemplateVersionExternalAuth,
  TemplateVersionParameter,
  TemplateVersionVariable,
  UpdateCheckResponse,
  UpdateUserProfileRequest,
  UpsertWorkspaceAgentPortShareRequest,
  User,
  UserLoginType,
  UserParameter,
  UserQuietHoursScheduleResponse,
  Workspace,
  WorkspaceAgentListeningPortsResponse,
  WorkspaceAgentLog,
  WorkspaceAgentPortShare,
  WorkspaceAgentPortShares,
  WorkspaceBuild,
  WorkspaceBuildParameter,
  WorkspaceBuildTimings,
  WorkspaceQuota,
  WorkspaceResource,
  WorkspacesResponse,
} from 'backstage-plugin-coder-element';
import { useMemo } from 'react';
import { useSession } from './session';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Record<string, string | number | boolean | undefined>;

/** Some of a list that comes in pages. */
export interface Pagination {
  after_id?: string;
  limit?: number;
  offset?: number;
}

/** A path below `/api/v2`; what is put in is escaped. */
function at(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return `/api/v2${String.raw({ raw: parts }, ...values.map(encodeURIComponent))}`;
}

function asked(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length ? `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : path;
}

/** Where calls go. */
export type Caller = Pick<CoderSession, 'request'>;

/** Calls to Coder through the proxy. Rejects with a `CoderRequestError`; without a session, nothing is sent. */
export class CoderApi {
  constructor(private readonly caller: Caller) {}

  /** Any call; `path` begins with `/api/v2/`. */
  async request<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
    return this.caller.request<T>(method, path, body);
  }

  private get<T>(path: string, query: object = {}) {
    return this.request<T>('GET', asked(path, query as Query));
  }

  // Users and organizations

  getAuthenticatedUser = () => this.get<User>(at`/users/me`);
  getUsers = (options: Pagination & { q?: string } = {}) => this.get<GetUsersResponse>(at`/users`, options);
  getUserLoginType = () => this.get<UserLoginType>(at`/users/me/login-type`);
  getUserParameters = (templateId: string) =>
    this.get<UserParameter[]>(at`/users/me/autofill-parameters`, { template_id: templateId });
  getUserQuietHoursSchedule = (user: string) => this.get<UserQuietHoursScheduleResponse>(at`/users/${user}/quiet-hours`);
  updateUserQuietHoursSchedule = (user: string, data: { schedule: string }) =>
    this.request<UserQuietHoursScheduleResponse>('PUT', at`/users/${user}/quiet-hours`, data);
  updateProfile = (user: string, data: UpdateUserProfileRequest) =>
    this.request<User>('PUT', at`/users/${user}/profile`, data);
  getAuthMethods = () => this.get<AuthMethods>(at`/users/authmethods`);
  checkAuthorization = (params: AuthorizationRequest) =>
    this.request<AuthorizationResponse>('POST', at`/authcheck`, params);
  getTokens = (options: { include_all?: boolean } = {}) => this.get<APIKey[]>(at`/users/me/keys/tokens`, options);
  createToken = (params: CreateTokenRequest) =>
    this.request<GenerateAPIKeyResponse>('POST', at`/users/me/keys/tokens`, params);
  deleteToken = (id: string) => this.request<void>('DELETE', at`/users/me/keys/${id}`);
  getOrganizations = () => this.get<Organization[]>(at`/organizations`);
  getOrganization = (organization: string) => this.get<Organization>(at`/organizations/${organization}`);
  getExternalAuthProvider = (provider: string) => this.get<ExternalAuth>(at`/external-auth/${provider}`);
  getExternalAuthDevice = (provider: string) => this.get<ExternalAuthDevice>(at`/external-auth/${provider}/device`);
  exchangeExternalAuthDevice = (provider: string, data: { device_code: string }) =>
    this.request<void>('POST', at`/external-auth/${provider}/device`, data);
  unlinkExternalAuthProvider = (provider: string) => this.request<void>('DELETE', at`/external-auth/${provider}`);

  // Templates

  /** Of one organization, or of all that the user may see. */
  getTemplates = (organization?: string, options: { q?: string; deprecated?: boolean } = {}) =>
    this.get<Template[]>(organization ? at`/organizations/${organization}/templates` : at`/templates`, {
      q: options.q ?? (options.deprecated === undefined ? undefined : `deprecated:${options.deprecated}`),
    });
  getTemplate = (id: string) => this.get<Template>(at`/templates/${id}`);
  getTemplateByName = (organization: string, name: string) =>
    this.get<Template>(at`/organizations/${organization}/templates/${name}`);
  getTemplateVersions = (id: string) => this.get<TemplateVersion[]>(at`/templates/${id}/versions`);
  getTemplateVersionByName = (organization: string, template: string, version: string) =>
    this.get<TemplateVersion>(at`/organizations/${organization}/templates/${template}/versions/${version}`);
  getTemplateVersion = (id: string) => this.get<TemplateVersion>(at`/templateversions/${id}`);
  getTemplateVersionResources = (id: string) => this.get<WorkspaceResource[]>(at`/templateversions/${id}/resources`);
  getTemplateVersionVariables = (id: string) => this.get<TemplateVersionVariable[]>(at`/templateversions/${id}/variables`);
  getTemplateVersionRichParameters = (id: string) =>
    this.get<TemplateVersionParameter[]>(at`/templateversions/${id}/rich-parameters`);
  getTemplateVersionPresets = (id: string) => this.get<Preset[] | null>(at`/templateversions/${id}/presets`);
  getTemplateVersionExternalAuth = (id: string) =>
    this.get<TemplateVersionExternalAuth[]>(at`/templateversions/${id}/external-auth`);
  getTemplateVersionLogs = (id: string) => this.get<ProvisionerJobLog[]>(at`/templateversions/${id}/logs`);

  // Workspaces

  /** Coder's own default is no limit, which takes long where there are many: here it is 25. */
  getWorkspaces = ({ q = '', limit = 25, offset = 0 }: { q?: string; limit?: number; offset?: number } = {}) =>
    this.get<WorkspacesResponse>(at`/workspaces`, { q, limit, offset });
  getWorkspace = (id: string, options: { include_deleted?: boolean } = {}) =>
    this.get<Workspace>(at`/workspaces/${id}`, options);
  getWorkspaceByOwnerAndName = (owner: string, name: string, options: { include_deleted?: boolean } = {}) =>
    this.get<Workspace>(at`/users/${owner}/workspace/${name}`, options);
  createWorkspace = (organization: string, user: string, workspace: CreateWorkspaceRequest) =>
    this.request<Workspace>('POST', at`/organizations/${organization}/members/${user}/workspaces`, workspace);
  patchWorkspace = (id: string, data: { name: string }) => this.request<void>('PATCH', at`/workspaces/${id}`, data);
  updateWorkspaceDormancy = (id: string, dormant: boolean) =>
    this.request<Workspace>('PUT', at`/workspaces/${id}/dormant`, { dormant });
  updateWorkspaceAutomaticUpdates = (id: string, automaticUpdates: AutomaticUpdates) =>
    this.request<void>('PUT', at`/workspaces/${id}/autoupdates`, { automatic_updates: automaticUpdates });
  putWorkspaceAutostart = (id: string, data: { schedule?: string }) =>
    this.request<void>('PUT', at`/workspaces/${id}/autostart`, data);
  putWorkspaceAutostop = (id: string, data: { ttl_ms?: number }) =>
    this.request<void>('PUT', at`/workspaces/${id}/ttl`, data);
  /** The deadline: a string as Coder takes it, or a date of any library that knows `toISOString`. */
  putWorkspaceExtension = (id: string, deadline: string | { toISOString(): string }) =>
    this.request<Response>('PUT', at`/workspaces/${id}/extend`, {
      deadline: typeof deadline === 'string' ? deadline : deadline.toISOString(),
    });
  putFavoriteWorkspace = (id: string) => this.request<void>('PUT', at`/workspaces/${id}/favorite`);
  deleteFavoriteWorkspace = (id: string) => this.request<void>('DELETE', at`/workspaces/${id}/favorite`);
  getWorkspaceResolveAutostart = (id: string) =>
    this.get<ResolveAutostartResponse>(at`/workspaces/${id}/resolve-autostart`);
  /** In one organization; without one, by the way of older deployments. */
  getWorkspaceQuota = (user: string, organization?: string) =>
    this.get<WorkspaceQuota>(
      organization ? at`/organizations/${organization}/members/${user}/workspace-quota` : at`/workspace-quota/${user}`,
    );

  // Builds

  getWorkspaceBuilds = (id: string, options: Pagination & { since?: string } = {}) =>
    this.get<WorkspaceBuild[]>(at`/workspaces/${id}/builds`, options);
  getWorkspaceBuildByNumber = (owner: string, name: string, number: number) =>
    this.get<WorkspaceBuild>(at`/users/${owner}/workspace/${name}/builds/${number}`);
  postWorkspaceBuild = (id: string, data: CreateWorkspaceBuildRequest) =>
    this.request<WorkspaceBuild>('POST', at`/workspaces/${id}/builds`, data);
  startWorkspace = (
    id: string,
    templateVersionId: string,
    logLevel?: CreateWorkspaceBuildRequest['log_level'],
    buildParameters?: WorkspaceBuildParameter[],
  ) =>
    this.postWorkspaceBuild(id, {
      transition: 'start',
      template_version_id: templateVersionId,
      log_level: logLevel,
      rich_parameter_values: buildParameters,
    });
  stopWorkspace = (id: string, logLevel?: CreateWorkspaceBuildRequest['log_level']) =>
    this.postWorkspaceBuild(id, { transition: 'stop', log_level: logLevel });
  deleteWorkspace = (id: string, options: { log_level?: CreateWorkspaceBuildRequest['log_level']; orphan?: boolean } = {}) =>
    this.postWorkspaceBuild(id, { transition: 'delete', ...options });
  cancelWorkspaceBuild = (buildId: string) => this.request<Response>('PATCH', at`/workspacebuilds/${buildId}/cancel`);
  getWorkspaceBuildParameters = (buildId: string) =>
    this.get<WorkspaceBuildParameter[]>(at`/workspacebuilds/${buildId}/parameters`);
  getWorkspaceBuildLogs = (buildId: string) => this.get<ProvisionerJobLog[]>(at`/workspacebuilds/${buildId}/logs`);
  getWorkspaceTimings = (id: string) => this.get<WorkspaceBuildTimings>(at`/workspaces/${id}/timings`);

  // Agents

  getWorkspaceAgentLogs = (agentId: string) => this.get<WorkspaceAgentLog[]>(at`/workspaceagents/${agentId}/logs`);
  getAgentListeningPorts = (agentId: string) =>
    this.get<WorkspaceAgentListeningPortsResponse>(at`/workspaceagents/${agentId}/listening-ports`);
  getWorkspaceAgentSharedPorts = (id: string) => this.get<WorkspaceAgentPortShares>(at`/workspaces/${id}/port-share`);
  upsertWorkspaceAgentSharedPort = (id: string, data: UpsertWorkspaceAgentPortShareRequest) =>
    this.request<WorkspaceAgentPortShare>('POST', at`/workspaces/${id}/port-share`, data);
  deleteWorkspaceAgentSharedPort = (id: string, data: DeleteWorkspaceAgentPortShareRequest) =>
    this.request<void>('DELETE', at`/workspaces/${id}/port-share`, data);

  // Deployment

  getBuildInfo = () => this.get<BuildInfoResponse>(at`/buildinfo`);
  getUpdateCheck = () => this.get<UpdateCheckResponse>(at`/updatecheck`);
  getEntitlements = () => this.get<Entitlements>(at`/entitlements`);
  getExperiments = () => this.get<Experiment[]>(at`/experiments`);
  getDeploymentSSHConfig = () => this.get<SSHConfigResponse>(at`/deployment/ssh`);
  getWorkspaceProxyRegions = () => this.get<RegionsResponse>(at`/regions`);
  getApplicationsHost = () => this.get<AppHostResponse>(at`/applications/host`);
}

/** Coder's API; needs a `CoderProvider` above it. May be called without a session: its requests then fail. */
export function useCoderApi(): CoderApi {
  const [connection] = useSession();
  return useMemo(() => new CoderApi(connection), [connection]);
}
