import { existsSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { decodeText } from './src/main/config/json-text';
import { bridge } from './src/shared/api';
import { identity } from './src/shared/identity';

/**
 * A `cognito.config.json` beside this file is baked into the package, so that an adopter
 * can ship an app that knows its user pool. It is the last place where settings are looked for.
 */
const bakedConfigFile = new URL('./cognito.config.json', import.meta.url);
const bakedConfig = existsSync(bakedConfigFile) ? decodeText(readFileSync(bakedConfigFile)) : '';

/** What is bundled asks for its licence to stay with it; the preload script bundles nothing. */
const license = { fileName: 'licenses.md' };

/**
 * Main and preload are each one CommonJS file: a sandboxed preload can load nothing else, and one
 * file starts faster. What fetches updates is a second one, which no start reads. Only `dependencies`
 * (the native keychain module) stay outside the bundles.
 */
export default defineConfig({
  main: {
    define: { __BAKED_CONFIG__: JSON.stringify(bakedConfig) },
    build: {
      outDir: 'out/main',
      license,
      rollupOptions: {
        input: { index: 'src/main/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    define: { __BRIDGE__: JSON.stringify(bridge) },
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    define: { 'import.meta.env.PRODUCT_NAME': JSON.stringify(identity.productName) },
    build: {
      outDir: 'out/renderer',
      license,
      minify: true,
      modulePreload: { polyfill: false },
      // Vite puts a small picture into the code, or not when index.html has it too: whichever it read first.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
});
