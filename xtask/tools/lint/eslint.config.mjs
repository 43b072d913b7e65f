// ESLint for the npm packages, the end-to-end tests and the benchmark. Types are checked where the packages are
// compiled, against the React and the Backstage of a host; this finds what a compiler does not.
import { defineConfig } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

export default defineConfig(
  { ignores: ['**/node_modules/', 'target/', '**/dist/'] },
  typescript.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      // The interfaces of props give a name to what they extend.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      // Playwright sets up the fixtures that a test names, used or not.
      '@typescript-eslint/no-unused-vars': ['error', { args: 'none', ignoreRestSiblings: true }],
    },
  },
  {
    // The plugin's other rules are those of the React Compiler, which no supported Backstage uses.
    files: ['examples/**/*.{ts,tsx}', 'npm/**/*.{ts,tsx}', 'tests/backstage/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  // Backstage's backend is CommonJS.
  {
    files: ['npm/core/**', 'tests/backstage/packages/backend/**'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
