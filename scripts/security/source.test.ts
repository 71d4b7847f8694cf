import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';

/** The source of the app without its tests: what is packaged is made from it and from nothing else of ours. */
const source = readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.|(^|\/)(testing|hostile-provider)\//.test(name),
  )
  .map((name) => ({ name, text: readFileSync(path.join(projectRoot, 'src', name), 'utf8') }));

const filesWith = (pattern: RegExp) =>
  source.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

it('looks at the whole app', () => {
  expect(source.length).toBeGreaterThan(100);
  expect(filesWith(/new BrowserWindow\(/)).toContain(
    'main/flows/embedded-window/provider-window.ts',
  );
});

it('SEC-13: no request carries a client secret', () => {
  expect(filesWith(/client_secret|ClientSecret(Post|Basic|Jwt)/)).toEqual([]);
});

it('SEC-22: one file listens, by http', () => {
  const listening = filesWith(/node:(http2|https|net|dgram)'|createServer|\.listen\(/);
  expect(listening).toEqual([path.normalize('main/flows/loopback/listen.ts')]);
});

it('SEC-32: no certificate is accepted that Chromium refuses', () => {
  expect(filesWith(/certificate-error'|setCertificateVerifyProc|rejectUnauthorized/)).toEqual([]);
});

it('SEC-47: one file opens the browser, and none starts any other program', () => {
  expect(filesWith(/openExternal/)).toEqual([path.normalize('main/flows/system-browser.ts')]);
  expect(filesWith(/child_process/)).toEqual([]);
});

it('SEC-24: the README names the risks of an embedded window, and the other flows', () => {
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  for (const part of [
    '8.12',
    '*could* read what users type',
    'docs/system-browser.md',
    '`loopback`',
  ])
    expect(readme).toContain(part);
});

it('SEC-69: the crash reporter is never turned on', () => {
  expect(filesWith(/crashReporter/)).toEqual([]);
});

it('SEC-72: SECURITY.md says who could attack, what is out of reach, and how to report', () => {
  expect(existsSync(path.join(projectRoot, 'SECURITY.md'))).toBe(true);
  const text = readFileSync(path.join(projectRoot, 'SECURITY.md'), 'utf8');
  for (const part of [
    '## Reporting',
    'The page in the sign-in window',
    "The app's own page",
    'The network',
    'Another user',
    'Another program of the same user',
    'A thief',
    '## What is out of reach',
  ]) {
    expect(text).toContain(part);
  }
});
