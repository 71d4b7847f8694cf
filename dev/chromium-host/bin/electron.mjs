#!/usr/bin/env node
// The Chromium host's executable: takes the command line that the `electron` binary takes.
// The app's own bundles are loaded by plain Node, as they were built.
import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileHost } from './compile.mjs';

const executable = fileURLToPath(import.meta.url);
const { host, ...scripts } = await compileHost();

const module = new Module(executable);
module._compile(host, executable);
await module.exports.start(process.argv.slice(2), {
  executable,
  scripts,
});
