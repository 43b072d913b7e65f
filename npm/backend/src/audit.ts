// Records what users do with their links, in Backstage's audit log.
import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import { RefusalError } from './gateway/RefusalError';
import type { LinkOwner } from './vault/Links';

/** The events that are recorded, each with its success or failure. */
export type AuditEvent = 'account-link' | 'account-unlink';

/** Does something to the link of a user, and records it. `request` has no secret in its URL. */
export type Audit = <T>(event: AuditEvent, owner: LinkOwner, act: () => Promise<T>, request?: Request) => Promise<T>;

/** Returns the function that records events. Something done is done even if it cannot be recorded. */
export function auditBy(auditor: AuditorService, logger: LoggerService): Audit {
  const recorded = (writing: Promise<void>) =>
    writing.catch(error => logger.warn(`The audit log could not be written: ${reason(error)}`));
  return async (eventId, { userRef, deploymentId }, act, request) => {
    const meta = { user: userRef, deployment: deploymentId };
    const event = await auditor.createEvent({ eventId, severityLevel: 'medium', request, meta });
    try {
      const result = await act();
      await recorded(event.success());
      return result;
    } catch (error) {
      // A refusal's message has no secret; that of another error may have what was written.
      await recorded(event.fail({ error: new Error(error instanceof RefusalError ? error.message : 'It failed.') }));
      throw error;
    }
  };
}

/** Returns the message of an error, which says what went wrong; its other properties may have what was sent. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
