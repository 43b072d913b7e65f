// Types only: `import 'backstage-plugin-coder-element/jsx'` declares the elements for JSX.
export {};
