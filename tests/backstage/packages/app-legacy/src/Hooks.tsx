// An app's own component that uses Coder's data without any of the plugin's elements on the page.
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
  const [result, setResult] = useState('');
  return (
    <>
      <h1>Hooks</h1>
      <output aria-label="status">{`${status} ${isAuthenticated}`}</output>
      <output aria-label="user">{user.data?.username ?? 'nobody'}</output>
      <form
        onSubmit={event => {
          event.preventDefault();
          registerNewToken(new FormData(event.currentTarget).get('token') as string).catch(error =>
            setResult(error.message),
          );
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
            ({ count }) => setResult(`${count} workspaces`),
            error => setResult(`${error.code}: ${error.message}`),
          )
        }
      >
        Count
      </button>
      <button
        type="button"
        onClick={() =>
          client.api.getTemplates().then(
            templates => setResult(inWords(templates)),
            error => setResult(`${error.code}: ${error.message}`),
          )
        }
      >
        Templates
      </button>
      <output aria-label="said">{result}</output>
    </>
  );
}
