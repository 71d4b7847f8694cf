import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../runtime';
import { isTestOf } from './requirement';

/** The files whose tests name a requirement, by what runs them. Paths from the project's root. */
export interface TestFiles {
  readonly unit: readonly string[];
  readonly integration: readonly string[];
  readonly endToEnd: readonly string[];
}

const folders = ['src', 'infra', 'dev', 'scripts', 'e2e', 'fuzz'];

/** A test or a group of tests, with its name. */
const testName =
  /\b(?:it|test|describe)[\w.]*\(?(?:\([^)]*\)\()?\s*\(?\s*(['"`])((?:\\.|(?!\1).)*)\1/gs;

let known: ReadonlyMap<string, readonly string[]> | null = null;

/** The names of the tests that name a requirement, by file. Read once. */
function namesByFile(): ReadonlyMap<string, readonly string[]> {
  const files = folders
    .filter((folder) => existsSync(path.join(projectRoot, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => [folder, ...name.split(path.sep)].join('/'),
      ),
    )
    .filter((file) => /\.(test\.tsx?|spec\.ts)$/.test(file));
  const entries = files.map((file) => {
    const text = readFileSync(path.join(projectRoot, file), 'utf8');
    const names = [...text.matchAll(testName)].map(([, , name = '']) => name);
    return [file, names.filter((name) => name.includes('SEC-'))] as const;
  });
  return new Map(entries.filter(([, names]) => names.length > 0));
}

/** @param number the requirement; without it, the files of all requirements */
export function testFilesOf(number?: number): TestFiles {
  known ??= namesByFile();
  const naming = [...known]
    .filter(([, names]) => number === undefined || names.some((name) => isTestOf(number, name)))
    .map(([file]) => file);
  const isIntegration = (file: string) => file.includes('.integration.test.');
  return {
    unit: naming.filter((file) => !isIntegration(file) && !file.endsWith('.spec.ts')),
    integration: naming.filter(isIntegration),
    endToEnd: naming.filter((file) => file.endsWith('.spec.ts')),
  };
}
