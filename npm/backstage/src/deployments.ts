// Which of several deployments of Coder an entity's workspaces are at.
import { evaluateFilterPredicate, type FilterPredicate } from '@backstage/filter-predicates';

/** A deployment as an app configures it. */
export interface Deployment {
  id: string;
  title?: string;
  accessUrl: string;
  apiUrl?: string;
  /** Whether users link their accounts with a click. */
  hasOAuth: boolean;
  /** The entities whose workspaces are at this deployment. */
  match?: FilterPredicate;
}

/** The default proxy path. A session belongs to a proxy path and a user. */
const DEFAULT_PATH = '/coder';

/** An entity, as far as it says where its workspaces are. */
export interface Annotated {
  metadata: object;
}

/** The annotation of an entity with the id of its deployment. */
const ANNOTATION = 'coder.com/deployment';

/** The id of the deployment `coder.deployment`. */
export const DEFAULT_ID = 'default';

/**
 * Returns the deployment of this id, otherwise that of an entity: of its annotation, the first one that matches it, or the
 * default. An id that is not configured is kept, so that the backend says so.
 */
export function chooseDeployment(deployments: Deployment[], id?: string, entity?: Annotated): Deployment | undefined {
  const fallback = deployments.find(one => one.id === DEFAULT_ID) ?? deployments[0];
  const { annotations } = (entity?.metadata ?? {}) as { annotations?: Record<string, string | undefined> };
  const wanted = id ?? (annotations?.[ANNOTATION]?.trim() || undefined);
  if (wanted !== undefined) {
    return deployments.find(one => one.id === wanted) ?? (fallback && { ...fallback, id: wanted });
  }
  return (entity && deployments.find(one => matches(one, entity))) ?? fallback;
}

function matches({ id, match }: Deployment, entity: Annotated): boolean {
  try {
    return match !== undefined && evaluateFilterPredicate(match, entity);
  } catch (error) {
    console.error(`"match" of the deployment "${id}" in coder.deployments is not a filter predicate:`, error);
    return false;
  }
}

/** Returns the path that tells the sessions of a deployment from those of others. */
export function sessionPath({ id }: Deployment, proxyPath: string | undefined): string | undefined {
  return id === DEFAULT_ID ? proxyPath : `${proxyPath ?? DEFAULT_PATH}/${encodeURIComponent(id)}`;
}
