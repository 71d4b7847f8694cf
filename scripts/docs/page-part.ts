/**
 * The page with new lines between its lines `<!-- name: npm run docs -->` and `<!-- end of name -->`.
 *
 * @throws Error when the page lacks these lines
 */
export function withPart(page: string, name: string, lines: readonly string[]): string {
  const part = new RegExp(
    `(?<=<!-- ${name}: npm run docs -->\n)[\\s\\S]*?(?= *<!-- end of ${name} -->)`,
  );
  if (!part.test(page)) throw new Error(`The page lacks its lines "${name}: npm run docs".`);
  return page.replace(part, () => lines.map((line) => `${line}\n`).join(''));
}
