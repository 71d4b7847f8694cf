import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { projectFiles } from './project-files';

/** The Markdown pages of the repository, from its root. */
const pages = projectFiles.filter((file) => file.endsWith('.md'));

const read = (page: string) => readFileSync(path.join(projectRoot, page), 'utf8');
const exists = (file: string) => existsSync(path.join(projectRoot, file));

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/\]\([^)]*\)/g, '')
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The relative links of a page that lead nowhere. */
function brokenLinks(page: string): readonly string[] {
  const links = [...read(page).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(
    ([, link = '']) => link,
  );
  return links.filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
    if (!exists(target)) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
}

it('looks at all pages', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'docs/api.md', 'infra/aws/README.md']),
  );
});

test.each(pages)('the relative links of %s lead to files and headings', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

/** Decisions and the changelog name files as they were. */
const isHistory = (page: string) => /^(CHANGELOG\.md|docs\/decisions\/)/.test(page);
const currentPages = pages.filter((page) => !isHistory(page));

/** The texts between backticks that are paths, without `*` and spaces. */
function pathsIn(page: string): readonly string[] {
  return [...read(page).matchAll(/`([\w.@-]+\/[\w./@-]*)`/g)].map(([, file = '']) => file);
}

describe.each(currentPages)('%s', (page) => {
  it('names only existing files of the top-level folders', () => {
    const folders = /^(src|tests|infra|dev|scripts|build|docs|examples)\//;
    const named = pathsIn(page).filter((file) => folders.test(file));
    const nearPage = (file: string) => path.posix.join(path.posix.dirname(page), file);
    expect(named.filter((file) => !exists(file) && !exists(nearPage(file)))).toEqual([]);
  });

  it('names only existing npm scripts', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const names = [...read(page).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(
      ([, name]) => name,
    );
    expect(names.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });
});
