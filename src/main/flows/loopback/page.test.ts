import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identity } from '../../../shared/identity';
import { languageFor } from './language';
import { answerHeaders, pageOf } from './page';
import { type PageName, pageLanguages, pageText } from './page-texts';

const names: readonly PageName[] = ['answered', 'refused', 'signed-out', 'unexpected'];
const english = { header: undefined, locale: 'en-GB' };

describe('the language of a page', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['nl, en;q=0.7, de;q=0.8', 'de'],
    ['pt-PT', 'pt-BR'],
    ['zh', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-HK', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['de;q=0, en', 'en'],
    ['*', 'fr'],
    ['nl', 'fr'],
    ['', 'fr'],
    [undefined, 'fr'],
    ['<script>, 1234567890, -, ;;q=, en;q=x', 'fr'],
    [`${'xx,'.repeat(5_000)}de`, 'fr'],
  ])('%j is answered in %s', (header, language) => {
    expect(languageFor(pageLanguages, header, 'fr-CA')).toBe(language);
  });

  it('is English where the system has none that there is', () => {
    expect(pageOf('answered', { header: 'nl', locale: 'xx-invalid-' })).toContain('lang="en"');
  });
});

describe('a page in the browser', () => {
  it.each(pageLanguages)(
    'has its own words for each of its reasons, with the app’s name: %s',
    (language) => {
      const all = names.map((name) => pageText(language, name, identity.productName));
      expect(new Set(all.map(({ title }) => title)).size).toBe(names.length);
      for (const { title, text } of all) {
        expect(title.length).toBeGreaterThan(3);
        expect(text).toContain(identity.productName);
      }
    },
  );

  it('SEC-22: runs and loads nothing, and its only style is the one that is allowed', () => {
    const page = pageOf('answered', english);
    expect(page).not.toMatch(/<script|javascript:|\son\w+=|src=|href=|style=|<link|<form|<iframe/i);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(answerHeaders['Content-Security-Policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(answerHeaders['Content-Security-Policy']).toMatch(/^default-src 'none';/);
  });

  it('says which language it speaks, and what it is called', () => {
    const page = pageOf('refused', { header: 'ja', locale: 'en' });
    expect(page).toContain('<html lang="ja">');
    expect(page).toContain(`– ${identity.productName}</title>`);
  });
});
