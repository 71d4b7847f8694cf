import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ConfigProblem } from '../../shared/auth-state';
import { identity } from '../../shared/identity';
import { decodeText, readJsonText } from './json-text';
import { configKeys, didYouMean, environmentNames, environmentPrefix, isList } from './keys';
import { type NamedSetting, settingsIn, words } from './other-names';
import { policyProblem } from './policy-file';
import { readScriptText } from './script-text';
import type { ConfigSources } from './types';

/** The settings of one place, as they were written there. */
export interface Layer {
  readonly name: LayerName;
  readonly entries: readonly LayerEntry[];
}

/** For the log: a path could name the user. */
export type LayerName = 'policy' | 'environment' | 'command line' | 'user file' | 'built in';

export interface LayerEntry {
  /** As written: it may be no setting at all. */
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
}

/** Whether the user, and with them every program of theirs, can't write there. */
export function isTrusted({ name }: Pick<Layer, 'name'>): boolean {
  return name === 'policy' || name === 'built in';
}

/**
 * Whether a packaged app has its provider from a trusted source. Then no other source decides where codes and tokens
 * go (SEC-74).
 */
export function isLocked(layers: readonly Layer[], isPackaged: boolean): boolean {
  const isOfProvider = ({ key }: LayerEntry) =>
    ['clientId', 'domain', 'userPoolId', 'issuer'].includes(key);
  return isPackaged && layers.some((each) => isTrusted(each) && each.entries.some(isOfProvider));
}

export interface Layers {
  /** First wins. */
  readonly layers: readonly Layer[];
  readonly problems: readonly ConfigProblem[];
}

/** Whether nobody has set anything. */
export function isEmpty({ layers, problems }: Layers): boolean {
  return problems.length === 0 && layers.every(({ entries }) => entries.length === 0);
}

/** Reads every place where settings may be, in order of precedence. Reports all that cannot be read. */
export async function readLayers(sources: ConfigSources): Promise<Layers> {
  const { env, argv, userDataDir, baked, isPackaged } = sources;
  const problems: ConfigProblem[] = [];
  const policy = await policyLayers(sources, problems);
  const builtIn: Layer = {
    name: 'built in',
    entries:
      baked.trim() === ''
        ? []
        : entriesIn(baked, 'the configuration built into this app', problems),
  };
  const layers: Layer[] = [...policy, { name: 'environment', entries: environmentEntries(env) }];
  // SEC-75: a program that starts the app, or a link, could name another file.
  const paths = isLocked([...policy, builtIn], isPackaged) ? [] : configArguments(argv, problems);
  for (const path of paths) {
    const entries = await entriesOf(resolve(path), true, problems);
    layers.push({ name: 'command line', entries });
  }
  const userFile = join(userDataDir, 'config.json');
  layers.push({ name: 'user file', entries: await entriesOf(userFile, false, problems) });
  return { layers: [...layers, builtIn], problems };
}

/** None where there is no such file. One that others could have changed is reported. */
async function policyLayers(
  { policy }: ConfigSources,
  problems: ConfigProblem[],
): Promise<Layer[]> {
  if (policy === undefined) return [];
  const problem = await policyProblem(policy);
  if (problem === null) {
    return [{ name: 'policy', entries: await entriesOf(policy.path, true, problems) }];
  }
  if (problem !== 'absent') {
    const expected = 'a file that only root can change, in folders that only root can change';
    problems.push({ key: '(file)', source: policy.path, problem, expected });
  }
  return [];
}

const refusedVariables = ['COGNITO_CLIENT_SECRET', 'COGNITO_RESPONSE_TYPE'];

/**
 * `COGNITO_*`; an empty value counts as not set. Other programs have variables with this prefix too,
 * so an unknown one is taken for a mistake only when it is nearly one of ours.
 */
function environmentEntries(env: ConfigSources['env']): readonly LayerEntry[] {
  const entries: LayerEntry[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '' || !name.startsWith(environmentPrefix)) continue;
    const source = `environment ${name}`;
    const key = configKeys.find((candidate) => environmentNames[candidate] === name);
    if (key !== undefined) {
      entries.push({
        key,
        value: isList(key) ? listIn(value) : value,
        source,
      });
    } else if (
      refusedVariables.includes(name) ||
      didYouMean(name.slice(environmentPrefix.length), configKeys) !== null
    ) {
      entries.push({ key: name, value, source });
    }
  }
  return entries;
}

/** A list as in a file, or its items alone. */
function listIn(text: string): unknown {
  const json = text.trimStart().startsWith('[') ? readJsonText(text) : null;
  return json?.ok ? json.value : words(text);
}

function configArguments(argv: readonly string[], problems: ConfigProblem[]): string[] {
  const scheme = `${identity.redirectScheme}:`;
  if (argv.some((each) => each.trimStart().toLowerCase().startsWith(scheme))) return [];
  // What follows is no option: a link, or what somebody made of one.
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const paths: string[] = [];
  for (const [index, argument] of own.entries()) {
    if (argument === '--config') paths.push(own[index + 1] ?? '');
    else if (argument.startsWith('--config=')) paths.push(argument.slice('--config='.length));
  }
  const report = (problem: string) =>
    problems.push({
      key: '--config',
      source: 'command line',
      problem,
      expected: '--config PATH, once',
    });
  if (paths.length > 1) report('is given more than once');
  const [path] = paths;
  if (path === undefined) return [];
  if (path !== '' && !path.startsWith('--')) return [path];
  report('is not followed by the path of a file');
  return [];
}

async function entriesOf(
  path: string,
  required: boolean,
  problems: ConfigProblem[],
): Promise<readonly LayerEntry[]> {
  try {
    return entriesIn(decodeText(await readFile(path)), path, problems);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (required || (code !== 'ENOENT' && code !== 'ENOTDIR')) {
      problems.push({
        key: '(file)',
        source: path,
        problem: `cannot be read: ${readFailures[code] ?? code}`,
        expected: 'a readable JSON file',
      });
    }
    return [];
  }
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

function entriesIn(text: string, source: string, problems: ConfigProblem[]): readonly LayerEntry[] {
  const report = (key: string, problem: string, expected: string) =>
    problems.push({ key, source, problem, expected });
  const found = readObject(text, report);
  if (found === null) return [];
  const { value } = found;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report('(file)', 'is not a JSON object', '{ "clientId": "…", … }');
    return [];
  }
  const settings = settingsIn({ ...value });
  for (const key of contradictions(settings)) {
    report(key, 'has two values, under two names', 'one of the two');
  }
  return settings.map(({ key, value, name }) => ({
    key,
    value,
    source: key === name ? source : `${source}, where it is \`${name}\``,
  }));
}

/** The value in a file; `null` once it is reported that there is none. */
function readObject(
  text: string,
  report: (key: string, problem: string, expected: string) => void,
): { readonly value: unknown } | null {
  const json = readJsonText(text);
  if (json.ok) {
    for (const key of json.duplicateKeys) report(key, 'stands there twice', 'each key once');
    return json;
  }
  const script = readScriptText(text);
  if (script.kind === 'object') return script;
  if (script.kind === 'unreadable') {
    report(
      '(file)',
      'is a script with more in it than one object of plain values, and scripts are not run',
      'JSON; of scripts, `aws-exports.js` as Amplify writes it',
    );
    return null;
  }
  report(
    '(file)',
    `is not valid JSON: line ${json.line}, column ${json.column}`,
    'JSON: double quotes around names and texts, no comments, no comma after the last entry',
  );
  return null;
}

/** Keys whose values differ between two names. */
function contradictions(settings: readonly NamedSetting[]): string[] {
  const keys = settings.filter(({ key, value }) => {
    const first = settings.find((each) => each.key === key);
    return !isDeepStrictEqual(first?.value, value);
  });
  return [...new Set(keys.map(({ key }) => key))];
}
