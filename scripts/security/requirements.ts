import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../dev/project-root';
import { projectFiles as files } from '../docs/project-files';
import { textsIn } from './declarations';
import { isTestOf } from './test-name';

/** One row of the tables in docs/security.md. */
export interface Requirement {
  readonly number: number;
  readonly rule: string;
  /** Where it is enforced: in code the names of functions, elsewhere words of the file. */
  readonly places: readonly { readonly file: string; readonly names: readonly string[] }[];
  /** The files with its tests, from the project's root. */
  readonly tests: readonly string[];
  /** What no test can show, and why. */
  readonly standIn: string | null;
}

export function read(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

const isTestFile = (file: string) => /\.(test|spec)\.tsx?$/.test(file);

/** The texts in each test file that could be names of a requirement's tests. */
const textsOfTests = files
  .filter(isTestFile)
  .map((file) => ({ file, text: read(file) }))
  .filter(({ text }) => text.includes('SEC-'))
  .map(({ file, text }) => ({ file, texts: textsIn(file, text) }))
  .sort((one, other) => (one.file < other.file ? -1 : 1));

const testsOf = (number: number) =>
  textsOfTests
    .filter(({ texts }) => texts.some((text) => isTestOf(number, text)))
    .map(({ file }) => file);

/** The files whose path ends so. Where there are several, those in `src/` are meant. */
function filesNamed(name: string): string[] {
  if (files.includes(name)) return [name];
  const all = files.filter((file) => file.endsWith(`/${name}`));
  return all.length > 1 ? all.filter((file) => file.startsWith('src/')) : all;
}

/** @throws Error unless the name is that of one file */
function fileNamed(name: string): string {
  const [file, ...others] = filesNamed(name);
  if (file !== undefined && others.length === 0) return file;
  throw new Error(
    `docs/security.md: "${name}" names ${file === undefined ? 'no file' : 'several'}`,
  );
}

/** The shortest name that docs/security.md can give to a file. */
function nameOf(file: string): string {
  const parts = file.split('/');
  const names = parts.map((_, index) => parts.slice(-1 - index).join('/'));
  return names.find((name) => filesNamed(name).length === 1) ?? file;
}

const row = /^\| (\d+) \| (.+) \| (.+) \| (.*) \|$/gm;
const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** What stands behind the test files of a row. */
const standInOf = (proof: string) =>
  proof
    .split('<br>')
    .filter((part) => !quoted(part).some(isTestFile))
    .join('<br>');

/** The 75 requirements, as docs/security.md has them. */
export const requirements: readonly Requirement[] = [...read('docs/security.md').matchAll(row)].map(
  ([, number, rule = '', places = '', proof = '']) => ({
    number: Number(number),
    rule,
    places: places.split('<br>').map((place) => {
      const [name = '', ...names] = quoted(place);
      return { file: fileNamed(name), names };
    }),
    tests: testsOf(Number(number)),
    standIn: standInOf(proof) || null,
  }),
);

/** docs/security.md with the test files that there are in the last column. */
export function withTestFiles(page: string): string {
  return page.replace(row, (_, number: string, rule: string, places: string, proof: string) => {
    const tests = testsOf(Number(number)).map((file) => `\`${nameOf(file)}\``);
    const parts = [tests.join(', '), standInOf(proof)].filter((part) => part !== '');
    return `| ${number} | ${rule} | ${places} | ${parts.join('<br>')} |`;
  });
}
