// Types only: `import 'backstage-plugin-coder-element/jsx'` makes JSX know the elements.
export {};
