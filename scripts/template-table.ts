import { readFileSync } from 'node:fs';
import { parseTemplate } from '../infra/cloudformation/parse';
import type { ParameterDefinition } from '../infra/cloudformation/template';

const start = '<!-- parameters: npm run docs -->\n';
const end = '<!-- end of parameters -->';

/** `infra/aws/README.md` with the parameters of the template beside it. */
export function withParameters(readme: string): string {
  const [before = '', rest] = readme.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error('infra/aws/README.md has no place for the parameters.');
  return [before, start, parameterTable(), end, after].join('');
}

function parameterTable(): string {
  const text = readFileSync(new URL('../infra/aws/template.yaml', import.meta.url), 'utf8');
  const { parameters } = parseTemplate(text, 'template.yaml');
  const rows = Object.entries(parameters).map(
    ([name, definition]) =>
      `| \`${name}\` | ${defaultOf(definition)} | ${definition.Description ?? ''} |\n`,
  );
  return ['| parameter | default | what it is |\n', '| --- | --- | --- |\n', ...rows].join('');
}

/** Long lists are said in words; the template has them. */
function defaultOf({ Default = '', Type }: ParameterDefinition): string {
  if (Type === 'CommaDelimitedList') return "the app's own";
  return Default === '' ? 'none' : `\`${Default}\``;
}
