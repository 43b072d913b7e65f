// Coder's API for an integrator's own components, with the page's session. Method names and arguments are those of
// Coder's own client, which the React plugin exposes.
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

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Record<string, string | number | boolean | undefined>;

/** Pagination of a list. */
export interface Pagination {
  after_id?: string;
  limit?: number;
  offset?: number;
}

/** Builds a path below `/api/v2`; the inserted values are escaped. */
function path(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return `/api/v2${String.raw({ raw: parts }, ...values.map(encodeURIComponent))}`;
}

/** Appends the defined values to a path. */
function withQuery(path: string, query: Query): string {
  const defined = Object.entries(query).filter(([, value]) => value !== undefined);
  return defined.length
    ? `${path}?${new URLSearchParams(defined.map(([name, value]) => [name, String(value)]))}`
    : path;
}

/** The sender of requests. */
export type Requester = Pick<CoderSession, 'request'>;

/**
 * A client for Coder's API through the proxy. Requests reject with a `CoderRequestError`; without a session none is
 * sent.
 */
export class CoderApi {
  constructor(private readonly requester: Requester) {}

  /** Sends any request; `path` begins with `/api/v2/`. */
  async request<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
    return this.requester.request<T>(method, path, body);
  }

  private get<T>(path: string, query: object = {}) {
    return this.request<T>('GET', withQuery(path, query as Query));
  }

  // Users and organizations

  getAuthenticatedUser = () => this.get<User>(path`/users/me`);
  getUsers = (options: Pagination & { q?: string } = {}) => this.get<GetUsersResponse>(path`/users`, options);
  getUserLoginType = () => this.get<UserLoginType>(path`/users/me/login-type`);
  getUserParameters = (templateId: string) =>
    this.get<UserParameter[]>(path`/users/me/autofill-parameters`, { template_id: templateId });
  getUserQuietHoursSchedule = (user: string) =>
    this.get<UserQuietHoursScheduleResponse>(path`/users/${user}/quiet-hours`);
  updateUserQuietHoursSchedule = (user: string, data: { schedule: string }) =>
    this.request<UserQuietHoursScheduleResponse>('PUT', path`/users/${user}/quiet-hours`, data);
  updateProfile = (user: string, data: UpdateUserProfileRequest) =>
    this.request<User>('PUT', path`/users/${user}/profile`, data);
  getAuthMethods = () => this.get<AuthMethods>(path`/users/authmethods`);
  checkAuthorization = (params: AuthorizationRequest) =>
    this.request<AuthorizationResponse>('POST', path`/authcheck`, params);
  getTokens = (options: { include_all?: boolean } = {}) => this.get<APIKey[]>(path`/users/me/keys/tokens`, options);
  createToken = (params: CreateTokenRequest) =>
    this.request<GenerateAPIKeyResponse>('POST', path`/users/me/keys/tokens`, params);
  deleteToken = (id: string) => this.request<void>('DELETE', path`/users/me/keys/${id}`);
  getOrganizations = () => this.get<Organization[]>(path`/organizations`);
  getOrganization = (organization: string) => this.get<Organization>(path`/organizations/${organization}`);
  getExternalAuthProvider = (provider: string) => this.get<ExternalAuth>(path`/external-auth/${provider}`);
  getExternalAuthDevice = (provider: string) => this.get<ExternalAuthDevice>(path`/external-auth/${provider}/device`);
  exchangeExternalAuthDevice = (provider: string, data: { device_code: string }) =>
    this.request<void>('POST', path`/external-auth/${provider}/device`, data);
  unlinkExternalAuthProvider = (provider: string) => this.request<void>('DELETE', path`/external-auth/${provider}`);

  // Templates

  /** Fetches the templates of one organization, or all that the user can see. */
  getTemplates = (organization?: string, options: { q?: string; deprecated?: boolean } = {}) =>
    this.get<Template[]>(organization ? path`/organizations/${organization}/templates` : path`/templates`, {
      q: options.q ?? (options.deprecated === undefined ? undefined : `deprecated:${options.deprecated}`),
    });
  getTemplate = (id: string) => this.get<Template>(path`/templates/${id}`);
  getTemplateByName = (organization: string, name: string) =>
    this.get<Template>(path`/organizations/${organization}/templates/${name}`);
  getTemplateVersions = (id: string) => this.get<TemplateVersion[]>(path`/templates/${id}/versions`);
  getTemplateVersionByName = (organization: string, template: string, version: string) =>
    this.get<TemplateVersion>(path`/organizations/${organization}/templates/${template}/versions/${version}`);
  getTemplateVersion = (id: string) => this.get<TemplateVersion>(path`/templateversions/${id}`);
  getTemplateVersionResources = (id: string) => this.get<WorkspaceResource[]>(path`/templateversions/${id}/resources`);
  getTemplateVersionVariables = (id: string) =>
    this.get<TemplateVersionVariable[]>(path`/templateversions/${id}/variables`);
  getTemplateVersionRichParameters = (id: string) =>
    this.get<TemplateVersionParameter[]>(path`/templateversions/${id}/rich-parameters`);
  getTemplateVersionPresets = (id: string) => this.get<Preset[] | null>(path`/templateversions/${id}/presets`);
  getTemplateVersionExternalAuth = (id: string) =>
    this.get<TemplateVersionExternalAuth[]>(path`/templateversions/${id}/external-auth`);
  getTemplateVersionLogs = (id: string) => this.get<ProvisionerJobLog[]>(path`/templateversions/${id}/logs`);

  // Workspaces

  /**
   * Fetches a page of workspaces. The default limit is 25: Coder's own default is no limit, which is slow for many
   * rows.
   */
  getWorkspaces = ({ q = '', limit = 25, offset = 0 }: { q?: string; limit?: number; offset?: number } = {}) =>
    this.get<WorkspacesResponse>(path`/workspaces`, { q, limit, offset });
  getWorkspace = (id: string, options: { include_deleted?: boolean } = {}) =>
    this.get<Workspace>(path`/workspaces/${id}`, options);
  getWorkspaceByOwnerAndName = (owner: string, name: string, options: { include_deleted?: boolean } = {}) =>
    this.get<Workspace>(path`/users/${owner}/workspace/${name}`, options);
  createWorkspace = (organization: string, user: string, workspace: CreateWorkspaceRequest) =>
    this.request<Workspace>('POST', path`/organizations/${organization}/members/${user}/workspaces`, workspace);
  patchWorkspace = (id: string, data: { name: string }) => this.request<void>('PATCH', path`/workspaces/${id}`, data);
  updateWorkspaceDormancy = (id: string, dormant: boolean) =>
    this.request<Workspace>('PUT', path`/workspaces/${id}/dormant`, { dormant });
  updateWorkspaceAutomaticUpdates = (id: string, automaticUpdates: AutomaticUpdates) =>
    this.request<void>('PUT', path`/workspaces/${id}/autoupdates`, { automatic_updates: automaticUpdates });
  putWorkspaceAutostart = (id: string, data: { schedule?: string }) =>
    this.request<void>('PUT', path`/workspaces/${id}/autostart`, data);
  putWorkspaceAutostop = (id: string, data: { ttl_ms?: number }) =>
    this.request<void>('PUT', path`/workspaces/${id}/ttl`, data);
  /** Moves the autostop deadline: a string in Coder's format, or a date object with `toISOString`. */
  putWorkspaceExtension = (id: string, deadline: string | { toISOString(): string }) =>
    this.request<Response>('PUT', path`/workspaces/${id}/extend`, {
      deadline: typeof deadline === 'string' ? deadline : deadline.toISOString(),
    });
  putFavoriteWorkspace = (id: string) => this.request<void>('PUT', path`/workspaces/${id}/favorite`);
  deleteFavoriteWorkspace = (id: string) => this.request<void>('DELETE', path`/workspaces/${id}/favorite`);
  getWorkspaceResolveAutostart = (id: string) =>
    this.get<ResolveAutostartResponse>(path`/workspaces/${id}/resolve-autostart`);
  /** Fetches the quota in an organization; without one, from the route of older deployments. */
  getWorkspaceQuota = (user: string, organization?: string) =>
    this.get<WorkspaceQuota>(
      organization
        ? path`/organizations/${organization}/members/${user}/workspace-quota`
        : path`/workspace-quota/${user}`,
    );

  // Builds

  getWorkspaceBuilds = (id: string, options: Pagination & { since?: string } = {}) =>
    this.get<WorkspaceBuild[]>(path`/workspaces/${id}/builds`, options);
  getWorkspaceBuildByNumber = (owner: string, name: string, number: number) =>
    this.get<WorkspaceBuild>(path`/users/${owner}/workspace/${name}/builds/${number}`);
  postWorkspaceBuild = (id: string, data: CreateWorkspaceBuildRequest) =>
    this.request<WorkspaceBuild>('POST', path`/workspaces/${id}/builds`, data);
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
  deleteWorkspace = (
    id: string,
    options: { log_level?: CreateWorkspaceBuildRequest['log_level']; orphan?: boolean } = {},
  ) => this.postWorkspaceBuild(id, { transition: 'delete', ...options });
  cancelWorkspaceBuild = (buildId: string) => this.request<Response>('PATCH', path`/workspacebuilds/${buildId}/cancel`);
  getWorkspaceBuildParameters = (buildId: string) =>
    this.get<WorkspaceBuildParameter[]>(path`/workspacebuilds/${buildId}/parameters`);
  getWorkspaceBuildLogs = (buildId: string) => this.get<ProvisionerJobLog[]>(path`/workspacebuilds/${buildId}/logs`);
  getWorkspaceTimings = (id: string) => this.get<WorkspaceBuildTimings>(path`/workspaces/${id}/timings`);

  // Agents

  getWorkspaceAgentLogs = (agentId: string) => this.get<WorkspaceAgentLog[]>(path`/workspaceagents/${agentId}/logs`);
  getAgentListeningPorts = (agentId: string) =>
    this.get<WorkspaceAgentListeningPortsResponse>(path`/workspaceagents/${agentId}/listening-ports`);
  getWorkspaceAgentSharedPorts = (id: string) => this.get<WorkspaceAgentPortShares>(path`/workspaces/${id}/port-share`);
  upsertWorkspaceAgentSharedPort = (id: string, data: UpsertWorkspaceAgentPortShareRequest) =>
    this.request<WorkspaceAgentPortShare>('POST', path`/workspaces/${id}/port-share`, data);
  deleteWorkspaceAgentSharedPort = (id: string, data: DeleteWorkspaceAgentPortShareRequest) =>
    this.request<void>('DELETE', path`/workspaces/${id}/port-share`, data);

  // Deployment

  getBuildInfo = () => this.get<BuildInfoResponse>(path`/buildinfo`);
  getUpdateCheck = () => this.get<UpdateCheckResponse>(path`/updatecheck`);
  getEntitlements = () => this.get<Entitlements>(path`/entitlements`);
  getExperiments = () => this.get<Experiment[]>(path`/experiments`);
  getDeploymentSSHConfig = () => this.get<SSHConfigResponse>(path`/deployment/ssh`);
  getWorkspaceProxyRegions = () => this.get<RegionsResponse>(path`/regions`);
  getApplicationsHost = () => this.get<AppHostResponse>(path`/applications/host`);
}
