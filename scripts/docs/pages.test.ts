import { readFileSync } from 'node:fs';
import { parseTemplate } from '@repo/cloudformation/parse';
import type { ParameterDefinition } from '@repo/cloudformation/template';
import { expect, test } from 'vitest';
import { differences } from '../../infra/local/template/differences/index';
import { transitions } from '../../src/main/auth/auth-store';
import { describe } from '../../src/main/problems/problem-texts';
import {
  deletionFailed,
  globalSignOutFailed,
  revocationFailed,
} from '../../src/main/problems/sign-out-texts';
import { identity } from '../../src/shared/identity';
import { type Problem, problemCodes } from '../../src/shared/problem';
import type { Row } from '../../tests/conformance/row';
import { notApplicable, table } from '../../tests/conformance/table';
import { withPart } from './page-part';
import { settingsTable } from './settings-table';

/**
 * The pages, and the parts of pages, that are generated from the code. `npm run docs` writes them; a page
 * that is out of date fails its test.
 */
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

const inRow = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const inTable = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(inRow);

test('docs/errors.md has the text of every code', async () => {
  const cause: Problem = { code: 'internal', ...describe('internal', {}) };
  const halfWay = [
    revocationFailed(cause),
    globalSignOutFailed(cause),
    deletionFailed(cause, identity.keychainService),
  ];
  const rows = problemCodes.map((code) => {
    const { message, hint, retryable } = describe(code, { provider: 'cognito' });
    return [`\`${code}\``, message, hint, retryable ? 'yes' : 'no'];
  });
  const page = withPart(
    withPart(
      read('docs/errors.md'),
      'codes',
      inTable(['code', 'message', 'what to do', 'retryable'], rows),
    ),
    'partial sign-out',
    halfWay.map(({ message, hint }) => `- ${message} ${hint}`),
  );
  await expect(page).toMatchFileSnapshot('../../docs/errors.md');
});

test('docs/conformance.md has every row that the hostile provider runs', async () => {
  const names = [...table.flatMap(([, rows]) => rows), ...notApplicable].map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const themes = table.flatMap(([theme, rows]) => [
    `## ${theme}`,
    '',
    ...inTable(['row', 'the provider …', 'at', 'the app', 'source'], rows.map(conformanceRow)),
    '',
  ]);
  const page = withPart(
    withPart(read('docs/conformance.md'), 'rows', themes),
    'not applicable',
    inTable(
      ['module', 'why'],
      notApplicable.map(({ name, reason }) => [name, reason]),
    ),
  );
  await expect(page).toMatchFileSnapshot('../../docs/conformance.md');
});

function conformanceRow({ name, does, at, kinds, expected, staysOpen, source }: Row): string[] {
  const where = `${at.join(', ')}${kinds.length === 1 ? ` (${kinds[0]})` : ''}`;
  const response = expected === 'accept' ? 'accepts' : `\`${expected}\``;
  const outcome = staysOpen
    ? `${response} as a warning, and waits for the real response`
    : response;
  return [name, does, where, outcome, source];
}

/** Mermaid, which GitHub draws, reads a hyphen as the start of an arrow. */
const mermaidId = (kind: string) => kind.replaceAll('-', '_');

test('docs/architecture.md has the diagram of the states', async () => {
  const kinds = Object.keys(transitions);
  const arrows = Object.entries(transitions).flatMap(([from, to]) =>
    Object.entries(to).map(
      ([kind, why]) => `    ${mermaidId(from)} --> ${mermaidId(kind)}: ${why}`,
    ),
  );
  const diagram = [
    '```mermaid',
    'stateDiagram-v2',
    ...kinds.map((kind) => `    state "${kind}" as ${mermaidId(kind)}`),
    ...['misconfigured', 'restoring'].map((kind) => `    [*] --> ${mermaidId(kind)}: launch`),
    ...arrows,
    '```',
  ];
  const page = withPart(read('docs/architecture.md'), 'state diagram', diagram);
  await expect(page).toMatchFileSnapshot('../../docs/architecture.md');
});

test('infra/aws/README.md has the parameters of the template', async () => {
  const { parameters } = parseTemplate(read('infra/aws/template.yaml'), 'template.yaml');
  const rows = Object.entries(parameters).map(([name, definition]) => [
    `\`${name}\``,
    defaultOf(definition),
    definition.Description ?? '',
  ]);
  const head = ['parameter', 'default', 'what it is'];
  const page = withPart(read('infra/aws/README.md'), 'parameters', inTable(head, rows));
  await expect(page).toMatchFileSnapshot('../../infra/aws/README.md');
});

test('docs/user-pool.md has every difference between a template and the local user pool', async () => {
  const rows = differences.map(({ on, at, found, here, write, isRefused }) => [
    on,
    at,
    found,
    here,
    write,
    isRefused ? 'refused' : 'printed',
  ]);
  const head = ['resource', 'property', 'in the template', 'here', 'to match', 'at start'];
  const page = withPart(read('docs/user-pool.md'), 'differences', inTable(head, rows));
  await expect(page).toMatchFileSnapshot('../../docs/user-pool.md');
});

/** Long lists are described; the template has them. */
function defaultOf({ Default = '', Type }: ParameterDefinition): string {
  if (Type === 'CommaDelimitedList') return "the app's own";
  return Default === '' ? 'none' : `\`${Default}\``;
}

test('infra/bounce/index.html has the names of src/shared/identity.ts', async () => {
  const inHtml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const [link, name] = [inHtml(identity.redirectUri), inHtml(identity.productName)];
  const page = withPart(read('infra/bounce/index.html'), 'names of the app', [
    `<meta name="app-link" content="${link}">`,
    `<meta name="application-name" content="${name}">`,
    `<title>${name}</title>`,
  ]);
  await expect(page).toMatchFileSnapshot('../../infra/bounce/index.html');
});

test('infra/aws/README.md names outputs of the template', () => {
  const readme = read('infra/aws/README.md');
  const [, outputs = ''] = read('infra/aws/template.yaml').split('\nOutputs:\n');
  const named = [...readme.matchAll(/<(\w+)>|output `(\w+)`|OutputKey=='(\w+)'/g)].map(
    ([, one, two, three]) => one ?? two ?? three,
  );
  expect(new Set(named).size).toBeGreaterThan(5);
  for (const name of named) expect(outputs, name).toContain(`\n  ${name}:\n`);
});

test('docs/configuration.md has the table of all settings', async () => {
  const page = withPart(read('docs/configuration.md'), 'settings', settingsTable());
  await expect(page).toMatchFileSnapshot('../../docs/configuration.md');
});

test('a page without a place for the generated part is an error', () => {
  expect(() => withPart('# Settings', 'settings', [])).toThrow('lacks its lines');
});
