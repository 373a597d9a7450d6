/** The direction of imports: core <- electron/{host,worker} <- electron/{shell,server,cli}; renderer imports core only. */
const outside = (from, to, comment, name) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    outside(
      '^core/',
      '^(electron|renderer|test|build)/',
      'core/ is the innermost layer and imports nothing of ours but itself.',
      'core-is-innermost',
    ),
    outside(
      '^core/',
      '(^node:|node_modules/(electron|react|react-dom|three|zustand|onnxruntime-node|ws|yauzl)/)',
      'core/ is pure: no electron, react, three, node built-ins.',
      'core-is-pure',
    ),
    {
      name: 'core-no-builtins',
      severity: 'error',
      comment: 'core/ runs in a browser: no node built-ins.',
      from: { path: '^core/' },
      to: { dependencyTypes: ['core'] },
    },
    outside(
      '^renderer/',
      '^(electron|test|build)/',
      'renderer/ imports core/ only; the host is reached through the contract.',
      'renderer-imports-core-only',
    ),
    outside(
      '^electron/(host|worker)/',
      '^electron/(shell|server|cli|preload)/',
      'host and worker are below the shells.',
      'host-below-shells',
    ),
    outside(
      '^electron/host/',
      '^electron/worker/',
      'host starts the worker as a process and talks to it by messages; the message types live in electron/host/inference.',
      'host-not-worker',
    ),
    outside(
      '^electron/server/',
      '^electron/(shell|preload)/',
      'the local web shell never imports the Electron shell.',
      'server-not-shell',
    ),
    outside(
      '^electron/shell/',
      '^electron/server/',
      'the Electron shell never imports the web shell.',
      'shell-not-server',
    ),
    outside(
      '^electron/(host|worker|server|cli)/',
      'node_modules/electron/',
      'only shell/ and preload/ import electron.',
      'electron-only-in-shell',
    ),
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle hides which file is the lower one.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'An import that resolves to nothing.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
