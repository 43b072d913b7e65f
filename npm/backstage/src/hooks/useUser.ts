import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useSyncExternalStore } from 'react';
import { identityOf, type User } from '../api/identity';

/** Returns the user that is signed in to Backstage; `undefined` while the first request is running. */
export function useUser(): User | undefined {
  const identity = identityOf(useApi(identityApiRef));
  return useSyncExternalStore(identity.subscribe, identity.current);
}
