import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../dev/runtime';

const refused = [
  'eval("1");',
  'export const f = new Function("return 1");',
  'document.body.innerHTML = html;',
  'document.body.outerHTML = html;',
  'document.body.insertAdjacentHTML("beforeend", html);',
  'document.write(html);',
  'void shell.openExternal("https://example.com");',
  'void contents.executeJavaScript("1");',
  'session.setCertificateVerifyProc(null);',
  'import { webFrame } from "electron";',
  'export const a = { nodeIntegration: true };',
  'export const b = { nodeIntegrationInSubFrames: true };',
  'export const c = { nodeIntegrationInWorker: true };',
  'export const d = { webSecurity: false };',
  'export const e = { contextIsolation: false };',
  'export const g = { sandbox: false };',
  'export const h = { webviewTag: true };',
  'export const i = { allowRunningInsecureContent: true };',
  'export const j = { experimentalFeatures: true };',
  'export const k = { enableRemoteModule: true };',
  'const l = require("@electron/remote");',
  'import { BrowserWindow } from "@electron/remote";',
];

/** Lints a file of a project with our rules, in a folder of its own. Gives the lines that are refused. */
function lint(file: string, lines: readonly string[]): number[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'lint-'));
  try {
    const rules = ['scripts/lint/dangerous.grit', 'scripts/lint/open-external.grit'];
    const probe = path.join(folder, file);
    for (const name of [...rules, file])
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    for (const name of rules) copyFileSync(path.join(projectRoot, name), path.join(folder, name));
    const settings = JSON.parse(readFileSync(path.join(projectRoot, 'biome.json'), 'utf8'));
    const alone = { ...settings, extends: undefined, $schema: undefined, vcs: { enabled: false } };
    writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(alone));
    writeFileSync(probe, lines.join('\n'));
    const biome = path.join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', file];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
    const found = stdout.matchAll(/title=plugin[^\n]*?,line=(\d+)/g);
    return [...new Set([...found].map(([, line]) => Number(line)))].sort((a, b) => a - b);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('SEC-47, SEC-48: what turns a bug of a page into one of the app fails the lint', () => {
  expect(lint('src/main/probe.ts', refused)).toEqual(refused.map((_, index) => index + 1));
});

test('SEC-47: one file may open the browser, and nothing else that is refused; no other of its name', () => {
  const opener = refused.findIndex((line) => line.includes('openExternal')) + 1;
  const others = refused.map((_, index) => index + 1).filter((line) => line !== opener);
  expect(lint('src/main/flows/system-browser.ts', refused)).toEqual(others);
  expect(lint('src/main/system-browser.ts', refused)).toContain(opener);
});

test('SEC-48: what is asked for is not refused', () => {
  expect(
    lint('src/main/probe.ts', ['export const a = { sandbox: true, webSecurity: true };']),
  ).toEqual([]);
});

test('SEC-48: the rule is for the app; a test may show what it refuses', () => {
  expect(lint('src/main/probe.test.ts', refused)).toEqual([]);
});
