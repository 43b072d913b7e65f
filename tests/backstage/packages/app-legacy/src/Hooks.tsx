// Content of an app's own with Coder's data, and nothing of ours on the screen.
import { useApi } from '@backstage/core-plugin-api';
import {
  coderClientWrapperApiRef,
  useCoderApi,
  useCoderAuth,
  useCoderQuery,
  type Template,
} from 'backstage-plugin-coder/legacy';
import { useState } from 'react';

const inWords = (templates: Template[]) => templates.map(({ name }) => name).join(' ');

export function Hooks() {
  const { status, isAuthenticated, registerNewToken, unlinkToken } = useCoderAuth();
  const api = useCoderApi();
  const client = useApi(coderClientWrapperApiRef);
  const user = useCoderQuery({ queryKey: ['me'], queryFn: ({ coderApi }) => coderApi.getAuthenticatedUser() });
  const [said, setSaid] = useState('');
  return (
    <>
      <h1>Hooks</h1>
      <output aria-label="status">{`${status} ${isAuthenticated}`}</output>
      <output aria-label="user">{user.data?.username ?? 'nobody'}</output>
      <form
        onSubmit={event => {
          event.preventDefault();
          registerNewToken(new FormData(event.currentTarget).get('token') as string).catch(error => setSaid(error.message));
        }}
      >
        <input name="token" aria-label="token" />
        <button>Link</button>
      </form>
      <button type="button" onClick={() => unlinkToken()}>
        Unlink
      </button>
      <button
        type="button"
        onClick={() =>
          api.getWorkspaces({ q: 'owner:me', limit: 1 }).then(
            ({ count }) => setSaid(`${count} workspaces`),
            error => setSaid(`${error.code}: ${error.message}`),
          )
        }
      >
        Count
      </button>
      <button
        type="button"
        onClick={() =>
          client.api.getTemplates().then(
            templates => setSaid(inWords(templates)),
            error => setSaid(`${error.code}: ${error.message}`),
          )
        }
      >
        Templates
      </button>
      <output aria-label="said">{said}</output>
    </>
  );
}
