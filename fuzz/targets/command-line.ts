import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { loadConfig } from '../../src/main/config';
import { cognito } from '../../src/main/config/testing/load';
import { findDangerousSwitches } from '../../src/main/shell/security';
import { check, type Target } from '../target';
import { temporaryFolder } from '../temporary-folder';
import { oddText } from '../texts';

/** Those that open the app to whoever starts it, by what they do (SEC-49). */
const dangerous = {
  debuggers: ['remote-debugging-address', 'remote-debugging-pipe', 'remote-debugging-port'],
  'weaker TLS': ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'test-type'],
  'other servers': ['host-resolver-rules', 'host-rules'],
  'weaker pages': [
    'allow-running-insecure-content',
    'disable-site-isolation-trials',
    'disable-web-security',
    'no-sandbox',
    'unsafely-treat-insecure-origin-as-secure',
  ],
  'foreign code': ['js-flags', 'load-extension'],
  'what is written down': ['log-net-log', 'ssl-key-log-file'],
};
const names = Object.values(dangerous).flat();

const callback = 'com.example.app://auth/callback?code=one&state=two';
const word = fc.oneof(
  fc.constantFrom(
    '--config',
    '--config=',
    '--',
    '-config',
    '--Config',
    '--config-file=x',
    '--lang',
  ),
  fc.constantFrom(callback, 'https://pool.example/', 'good.json', './config', '-', '--no-config'),
  fc
    .constantFrom(...names)
    .chain((name) =>
      fc.constantFrom(`--${name}`, `--${name}=1`, `-${name}`, `--x${name}`, `--${name}x`, name),
    ),
  oddText,
);

/** As Chromium reads its switches (base/command_line.cc): one or two dashes, up to a bare `--`. */
function switchesOf(argv: readonly string[]): Set<string> {
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  return new Set(before.flatMap((each) => /^--?([^=]+)/s.exec(each)?.[1] ?? []));
}

const folder = ['first', 'second'] as const;

/** What `--config` should lead to: a file's client, the built-in one, or a problem with one of these. */
function expectedClient(argv: readonly string[], files: ReadonlyMap<string, string>) {
  const given = argv.flatMap((each, index) => {
    if (each === '--config') return [argv[index + 1] ?? ''];
    return /^--config=/.test(each) ? [each.replace('--config=', '')] : [];
  });
  if (given.length === 0) return 'built-in';
  const [path = ''] = given;
  if (given.length > 1 || path === '' || path.startsWith('--')) return '--config';
  return files.get(resolve(path)) ?? '(file)';
}

function configTarget(): Target {
  return {
    name: 'command lines with --config',
    runs: 100_000,
    shortRuns: 1_500,
    open: () => {
      const temporary = temporaryFolder();
      const files = new Map<string, string>();
      for (const client of folder) {
        const path = join(temporary.path, `${client}.json`);
        writeFileSync(path, JSON.stringify({ clientId: client }));
        files.set(path, client);
      }
      mkdirSync(join(temporary.path, 'folder'));
      const path = fc.constantFrom(
        ...files.keys(),
        ...['folder', 'missing', 'first.json/', 'FIRST.json', '\u0000'].map((name) =>
          join(temporary.path, name),
        ),
      );
      const argument = fc.oneof(
        { weight: 4, arbitrary: fc.oneof(word, path) },
        path.map((each) => `--config=${each}`),
        fc.constant('--config'),
      );
      const sources = {
        env: {},
        userDataDir: join(temporary.path, 'none'),
        isPackaged: false,
        baked: JSON.stringify({ ...cognito, clientId: 'built-in' }),
      };
      const property = fc.asyncProperty(fc.array(argument, { maxLength: 6 }), async (argv) => {
        const result = await loadConfig({ ...sources, argv });
        const actual = result.ok ? result.config.clientId : result.problems[0]?.key;
        const wanted = expectedClient(argv, files);
        check(actual === wanted, `${actual} instead of ${wanted}`);
      });
      return { property, close: temporary.remove };
    },
  };
}

export const commandLineTargets: readonly Target[] = [
  configTarget(),
  {
    name: 'command lines with switches',
    runs: 100_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
        const given = switchesOf(argv);
        const found = findDangerousSwitches({ hasSwitch: (name) => given.has(name) });
        const wanted = names.filter((name) => given.has(name));
        check(found.sort().join() === wanted.sort().join(), `found ${found}, not ${wanted}`);
      }),
    }),
  },
];
