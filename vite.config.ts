import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The map draws with WebGL; the shaders that its libraries carry for WebGPU would never run and need not travel. */
function withoutWebGpuShaders(): Plugin {
  return {
    name: 'without-webgpu-shaders',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) =>
      /node_modules\/@(deck|luma)\.gl\/.*[.-]wgsl[^/]*\.js$/.test(id) && !code.includes('function')
        ? code.replace(/`[^`]*`/g, '``')
        : undefined,
  };
}

/** Schemas have no effect but their value: those the client does not use, and zod with them, need not travel. */
function withoutUnusedSchemas(): Plugin {
  return {
    name: 'without-unused-schemas',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) =>
      /\/shared\/(schema|protocol)\/.*\.ts$/.test(id)
        ? code.replace(/(?<=[\s([:,{])(z|\w+Schema)\s*\.(?=\w+\()/g, '/* @__PURE__ */ $&')
        : undefined,
  };
}

/** Integration tests that look at what is on record and not at how fast something comes: two at a time. */
const records = [
  'archive-roads',
  'basemaps',
  'briefings',
  'clip-bounds',
  'clip-leaks',
  'clips',
  'dossier',
  'dossier-leaks',
  'default-basemap',
  'history',
  'hostile-files',
  'hostile-uploads',
  'imports',
  'leaks',
  'passage-leaks',
  'passages',
  'reference-imports',
  'replay-leaks',
  'replay-truths',
  'retire',
  'take-back',
].map((name) => `tests/integration/${name}.test.ts`);

/** One configuration: the client bundle, the development server and the test projects. */
export default defineConfig({
  root: `${root}client`,
  plugins: [react(), withoutWebGpuShaders(), withoutUnusedSchemas()],
  resolve: { alias: { '#shared': `${root}shared` } },
  build: {
    outDir: `${root}dist/client`,
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
  },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/basemap': 'http://127.0.0.1:8080',
      '/stream': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
  test: {
    root,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root,
          isolate: false,
          include: ['{shared,server,client,bench,scripts}/**/*.test.ts', 'tests/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          root,
          include: ['tests/integration/**/*.test.ts'],
          exclude: records,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'records',
          root,
          include: records,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root,
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
