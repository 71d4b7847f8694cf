import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = '', lightMoreCss = '', darkMoreCss = ''] = css.split('@media');
const light = colours(lightCss);
const dark = { ...light, ...colours(darkCss) };
/** What the person asked their system for, and how much contrast that promises (WCAG 2.2 §1.4.3, §1.4.6). */
const schemes = {
  light: { colour: light, least: 4.5 },
  dark: { colour: dark, least: 4.5 },
  'light, more contrast': { colour: { ...light, ...colours(lightMoreCss) }, least: 7 },
  'dark, more contrast': {
    colour: { ...dark, ...colours(lightMoreCss), ...colours(darkMoreCss) },
    least: 7,
  },
};

/** Text colour, and what it stands on. */
const pairs = [
  ['text', 'background'],
  ['text', 'surface'],
  ['text', 'surface-hover'],
  ['text-muted', 'background'],
  ['text-muted', 'surface'],
  ['text-muted', 'error-surface'],
  ['text-muted', 'warning-surface'],
  ['text', 'error-surface'],
  ['text', 'warning-surface'],
  ['error', 'error-surface'],
  ['warning', 'warning-surface'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-error', 'error'],
  ['on-error', 'error-hover'],
] as const;

describe.each(Object.entries(schemes))('the %s colours', (_, { colour, least }) => {
  it.each(pairs)('let %s be read on %s', (text, ground) => {
    expect(contrast(colour[text], colour[ground])).toBeGreaterThanOrEqual(least);
  });

  it('let the focus ring be seen (WCAG 2.2 §1.4.11: 3 to 1)', () => {
    expect(contrast(colour.accent, colour.background)).toBeGreaterThanOrEqual(3);
  });

  it('are in the order that this test reads them in', () => {
    const media = [...css.matchAll(/@media (.*) \{/g)].map(([, query]) => query);
    expect(media).toEqual([
      '(prefers-color-scheme: dark)',
      '(prefers-contrast: more)',
      '(prefers-contrast: more) and (prefers-color-scheme: dark)',
    ]);
  });
});

function colours(source: string): Record<string, string> {
  const found = [...source.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name, value]));
}

function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of `#rrggbb`, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
