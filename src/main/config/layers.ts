import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ConfigProblem } from '../../shared/auth-state';
import { decodeText, readJsonText } from './json-text';
import { configKeys, didYouMean, environmentNames, environmentPrefix, isList } from './keys';
import { type NamedSetting, settingsIn, words } from './other-names';
import { readScriptText } from './script-text';
import type { ConfigSources } from './types';

/** The settings of one place, as they were written there. */
export interface Layer {
  readonly entries: readonly LayerEntry[];
  /** It came with the app, and nobody but its makers could change it. */
  readonly isBuiltIn?: true;
}

export interface LayerEntry {
  /** As written: it may be no setting at all. */
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
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
  const problems: ConfigProblem[] = [];
  const layers = [environmentLayer(sources.env)];
  for (const path of configArguments(sources.argv, problems)) {
    layers.push(await fileLayer(resolve(path), true, problems));
  }
  layers.push(await fileLayer(join(sources.userDataDir, 'config.json'), false, problems));
  if (sources.baked.trim() !== '') {
    const layer = textLayer(sources.baked, 'the configuration built into this app', problems);
    layers.push({ ...layer, isBuiltIn: true });
  }
  return { layers, problems };
}

const refusedVariables = ['COGNITO_CLIENT_SECRET', 'COGNITO_RESPONSE_TYPE'];

/**
 * `COGNITO_*`; an empty value counts as not set. Other programs have variables with this prefix too,
 * so an unknown one is taken for a mistake only when it is nearly one of ours.
 */
function environmentLayer(env: ConfigSources['env']): Layer {
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
  return { entries };
}

/** A list as in a file, or its items alone. */
function listIn(text: string): unknown {
  const json = text.trimStart().startsWith('[') ? readJsonText(text) : null;
  return json?.ok ? json.value : words(text);
}

function configArguments(argv: readonly string[], problems: ConfigProblem[]): string[] {
  const paths: string[] = [];
  for (const [index, argument] of argv.entries()) {
    if (argument === '--config') paths.push(argv[index + 1] ?? '');
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

async function fileLayer(
  path: string,
  required: boolean,
  problems: ConfigProblem[],
): Promise<Layer> {
  try {
    return textLayer(decodeText(await readFile(path)), path, problems);
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
    return { entries: [] };
  }
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

function textLayer(text: string, source: string, problems: ConfigProblem[]): Layer {
  const report = (key: string, problem: string, expected: string) =>
    problems.push({ key, source, problem, expected });
  const found = readObject(text, report);
  if (found === null) return { entries: [] };
  const { value } = found;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report('(file)', 'is not a JSON object', '{ "clientId": "…", … }');
    return { entries: [] };
  }
  const settings = settingsIn({ ...value });
  for (const key of contradictions(settings)) {
    report(key, 'has two values, under two names', 'one of the two');
  }
  return {
    entries: settings.map(({ key, value, name }) => ({
      key,
      value,
      source: key === name ? source : `${source}, where it is \`${name}\``,
    })),
  };
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
