#!/usr/bin/env node
// The Chromium host's executable: takes the command line that the `electron` binary takes.
// tsx compiles the host's own TypeScript in this process, under a namespace of its own, so that
// the app's bundles are loaded by plain Node, exactly as they were built.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const self = fileURLToPath(import.meta.url);
const { start } = require('tsx/cjs/api').require('../src/main.ts', self);
await start(process.argv.slice(2), self);
