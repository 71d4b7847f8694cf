/**
 * The page with new lines between its lines `<!-- name: npm run docs -->` and `<!-- end of name -->`.
 *
 * @throws Error when the page lacks these lines
 */
export function withPart(page: string, name: string, lines: readonly string[]): string {
  const [begin, end] = [`<!-- ${name}: npm run docs -->\n`, `<!-- end of ${name} -->`];
  const [before = '', rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`The page lacks its lines "${begin}" and "${end}".`);
  return [before, begin, ...lines.map((line) => `${line}\n`), end, after].join('');
}
