// Whether the deployments can be reached.
import * as core from 'backstage-plugin-coder-core';
import { ask } from './gateway/upstream';
import type { Deployment } from './settings';

/** The state of a deployment. */
export interface DeploymentStatus {
  id: string;
  isReachable: boolean;
  /** Milliseconds by which Coder's clock is ahead of this backend's, to the second. */
  clockSkewMs: number | undefined;
}

const TIMEOUT_MS = 5_000;

/** Asks all deployments. */
export function statuses(deployments: Deployment[]): Promise<DeploymentStatus[]> {
  return Promise.all(deployments.map(status));
}

async function status(deployment: Deployment): Promise<DeploymentStatus> {
  const { id } = deployment;
  try {
    const answer = await ask(deployment, { ...core.reachRequest(), timeoutMs: TIMEOUT_MS });
    const date = Date.parse(answer.headers.get('date') ?? '');
    return { id, isReachable: answer.isOk, clockSkewMs: Number.isNaN(date) ? undefined : date - Date.now() };
  } catch {
    return { id, isReachable: false, clockSkewMs: undefined };
  }
}
