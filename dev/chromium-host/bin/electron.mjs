#!/usr/bin/env node
// The Chromium host's executable: takes the command line that the `electron` binary takes.
// esbuild compiles the host's TypeScript in memory, quicker than any loader would read it file by file,
// and the scripts for the pages with it. The app's own bundles are loaded by plain Node, as they were built.
import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const executable = fileURLToPath(import.meta.url);
const source = (name) => fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));

/** One file of src/ with all it imports, as JavaScript text. */
async function compile(name, options) {
  const settings = { bundle: true, write: false, logLevel: 'silent', ...options };
  const { outputFiles } = await build({ entryPoints: [source(name)], ...settings });
  return outputFiles[0].text;
}

const page = { format: 'iife', target: 'chrome120' };
const [host, mainWorld, isolatedWorld] = await Promise.all([
  compile('main', { format: 'cjs', platform: 'node', target: 'node20' }),
  compile('renderer/main-world', page),
  compile('renderer/isolated-world', page),
]);
stop();

const module = new Module(executable);
module._compile(host, executable);
await module.exports.start(process.argv.slice(2), {
  executable,
  scripts: { mainWorld, isolatedWorld },
});
