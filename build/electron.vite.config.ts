import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { noncePlaceholder } from '../electron/host/web/policy.ts';

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/**
 * Three outputs: the node side, the preload, the page. Dependencies of the node side stay in node_modules
 * (onnxruntime-node is native); the page carries its own.
 */
export default defineConfig({
  main: {
    build: {
      outDir: path('build/dist/main'),
      // Electron's node is newer, but the same files run as the command line and the local server.
      target: 'node20.19',
      rolldownOptions: {
        input: {
          shell: path('electron/shell/shell.ts'),
          comove: path('electron/cli/comove.ts'),
          bench: path('electron/cli/bench.ts'),
          worker: path('electron/worker/worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: path('build/dist/preload'),
      rolldownOptions: {
        input: { preload: path('electron/preload/preload.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('renderer'),
    plugins: [react()],
    // Replaced by a fresh nonce with every page that is served.
    html: { cspNonce: noncePlaceholder },
    build: {
      outDir: path('build/dist/renderer'),
      emptyOutDir: true,
      target: 'es2023',
      minify: true,
      // data: URLs would need exceptions in the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: path('renderer/index.html') },
    },
  },
});
