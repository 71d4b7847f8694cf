import { themes } from './catalogue';
import type { Requirement } from './requirement';
import { type TestFiles, testFilesOf } from './test-files';

const [begin, end] = ['<!-- requirements: npm run docs -->', '<!-- end of requirements -->'];

/** docs/security.md with the table that the catalogue makes. */
export function withRequirements(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/security.md lacks its lines "${begin}" and "${end}".`);
  }
  return `${before}${begin}\n${tables()}\n${end}${after}`;
}

function tables(): string {
  return themes
    .map(({ title, requirements }) =>
      [
        `### ${title}`,
        '',
        '| SEC | requirement | where | tests |',
        '| --- | --- | --- | --- |',
        ...requirements.map(row),
      ].join('\n'),
    )
    .join('\n\n');
}

function row({ number, rule, where, standIn, mutations }: Requirement): string {
  const places = where.map((place) => {
    const [file = '', text = ''] = place.split('#');
    return `[${file.split('/').at(-1)}](../${file}) \`${text.replaceAll('`', '')}\``;
  });
  const proof = [...links(testFilesOf(number)), ...(standIn === undefined ? [] : [standIn])];
  const { length } = mutations;
  const broken = length === 0 ? '' : ` (${length} mutation${length === 1 ? '' : 's'})`;
  return `| ${number} | ${rule} | ${places.join('<br>')} | ${proof.join('<br>')}${broken} |`;
}

function links({ unit, integration, endToEnd }: TestFiles): string[] {
  return [...unit, ...integration, ...endToEnd]
    .sort()
    .map((file) => `[${file.split('/').at(-1)}](../${file})`);
}
