import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const coreMessage =
  'core/ is pure TypeScript: no electron, react, three or node built-ins. Move the code that needs them to electron/ or renderer/, or inject what it needs.';
const rendererMessage =
  'renderer/ imports core/ only. Whatever comes from the host comes through the contract (renderer/api).';
const shellMessage =
  'Only electron/shell and electron/preload import electron; the services both shells share live in electron/host.';

// Patterns are written as in .gitignore, where a leading # would be a comment.
const restricted = (patterns, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }],
});

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'build/dist',
      'build/release',
      'build/train',
      'test/output',
      'test/fixtures/layers',
      'assets',
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  {
    files: ['core/**'],
    rules: restricted(
      [
        'electron',
        'electron/*',
        'node:*',
        'fs',
        'path',
        'react',
        'react/*',
        'react-dom',
        'three',
        'zustand',
        'onnxruntime-node',
        '\\#electron/**',
        '\\#renderer/**',
        '**/electron/**',
        '**/renderer/**',
      ],
      coreMessage,
    ),
  },
  {
    files: ['renderer/**'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      ...restricted(['electron', 'node:*', '\\#electron/**', '**/electron/**'], rendererMessage),
    },
  },
  {
    files: ['electron/{host,worker,server,cli}/**'],
    rules: restricted(['electron', '\\#renderer/**', '**/renderer/**'], shellMessage),
  },
  { files: ['build/**', 'electron/cli/**', 'test/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
