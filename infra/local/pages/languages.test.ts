import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { startTestPool } from '../testing/test-pool';
import { Guide, ownPages, tour, tourOptions } from '../testing/test-tour';
import { Reader } from '../testing/test-visitors';
import type { PageText } from './text/texts';
import { en, type Language, texts } from './text/texts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
const documented = ['de', 'en', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'pt-BR', 'zh-CN', 'zh-TW'];
const others = documented.filter((code) => code !== 'en') as Language[];

/** What is the same word in both languages, or no word at all. */
const sameAsEnglish: Partial<Record<Language, readonly string[]>> = {
  de: ['Name', 'Code'],
  fr: ['Code'],
  it: ['Password'],
};

/** Every message by its place in the catalogue; those that take a value, with a mark in it. */
function messages(text: PageText, mark = '{}'): Map<string, string> {
  const found = new Map<string, string>();
  const add = (path: string, value: unknown) => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'function') found.set(path, value(mark));
    else for (const [key, each] of Object.entries(value as object)) add(`${path}.${key}`, each);
  };
  for (const [key, value] of Object.entries(text)) add(key, value);
  return found;
}

describe('the languages of managed login', () => {
  it('are those of the documentation, none of which is written from right to left', () => {
    expect(Object.keys(texts)).toEqual(documented);
  });

  it.each(others)('%s has every message, in its own words', (language) => {
    const english = messages(en);
    const own = messages(texts[language]);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    const same: string[] = [];
    for (const [path, message] of own) {
      const original = english.get(path) ?? '';
      expect(message.trim(), path).toBe(message);
      expect(message, path).not.toMatch(/^$|TODO|FIXME|undefined|\[object|\$\{/);
      expect(message.includes('{}'), path).toBe(original.includes('{}'));
      if (message === original) same.push(message);
    }
    expect(same).toEqual(sameAsEnglish[language] ?? []);
  });
});

describe('the pages', () => {
  let managed: UserPool;
  let classic: UserPool;
  beforeAll(async () => {
    managed = await startTestPool({ ...tourOptions, managedLogin: true });
    classic = await startTestPool(tourOptions);
  });
  afterAll(() => Promise.all([managed.close(), classic.close()]));
  beforeEach(() => {
    // Limits of tries are not what this is about.
    for (const pool of [managed, classic]) pool.clock.advance(3_600_000);
  });

  it('are all in the tour', async () => {
    const seen = new Set<string>();
    for (const walk of Object.values({ ...ownPages, ...tour })) {
      const reader = new Reader(classic);
      await walk(new Guide(reader, classic));
      seen.add(reader.path);
      classic.clock.advance(600_000);
    }
    const routes = readFileSync(new URL('../domain-routes.ts', import.meta.url), 'utf8');
    const paths = [...routes.matchAll(/\.get\('([^']+)'/g)].map(([, path = '']) => path);
    const redirects = paths.filter((path) => /^\/(oauth2|authorize$|logout$)/.test(path));
    expect(redirects).toHaveLength(4);
    expect([...seen].sort()).toEqual(paths.filter((path) => !redirects.includes(path)).sort());
  });

  it.each(others)('speak %s and nothing else in managed login', async (language) => {
    for (const [name, walk] of Object.entries(tour)) {
      const reader = new Reader(managed);
      await walk(new Guide(reader, managed, language));
      expect(reader.html, name).toContain(`<html lang="${language}"`);
      expect(wordsOf(reader.html).length, name).toBeGreaterThan(3);
      expect(foreignWords(reader.html, texts[language]), name).toEqual([]);
      managed.clock.advance(600_000);
    }
  });

  it('are English in the classic hosted UI, whatever is asked for', async () => {
    for (const [name, walk] of Object.entries(tour)) {
      const reader = new Reader(classic);
      await walk(new Guide(reader, classic, 'de'));
      expect(reader.html, name).toContain('<html lang="en"');
      expect(foreignWords(reader.html, en), name).toEqual([]);
      classic.clock.advance(600_000);
    }
  });

  it('keep to the language that was asked for last, and pass over one that there is not', async () => {
    const reader = new Reader(managed);
    await new Guide(reader, managed, 'fr').open('/login');
    await new Guide(reader, managed).open('/login');
    expect(reader.html).toContain('<html lang="fr"');
    await new Guide(reader, managed, 'xx').open('/login');
    expect(reader.html).toContain('<html lang="fr"');
    await new Guide(reader, managed, 'ko').open('/signup');
    await new Guide(reader, managed).open('/login');
    expect(reader.html).toContain('<html lang="ko"');
  });
});

/** What a person reads or is read; not what is set as code, such as URIs and keys. */
function wordsOf(html: string): string[] {
  const named = [...html.matchAll(/ (?:aria-label|placeholder|alt)="([^"]*)"/g)];
  const body = html.replace(/<(code|pre|svg)\b[\s\S]*?<\/\1>/g, '');
  return [...body.split(/<[^>]*>/), ...named.map(([, name = '']) => name)]
    .map((part) => part.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
}

/** Words of the page that no message of the language has. */
function foreignWords(html: string, text: PageText): string[] {
  const known = [...messages(text, '\0').values()].sort((a, b) => b.length - a.length);
  const values = [...Object.values(text.weaknesses).map(escaped), '\\w\\*{3}@\\w\\*{3}', '\\w+'];
  const patterns = known.map((message) => {
    const source = escaped(message).replaceAll('\0', `(?:${values.join('|')})`);
    return new RegExp(source, 'g');
  });
  return wordsOf(html).filter((words) => {
    const rest = patterns.reduce((left, pattern) => left.replace(pattern, ' '), words);
    return /\p{L}/u.test(rest);
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
