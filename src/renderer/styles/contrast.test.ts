import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');
const light = colours(lightCss);
const schemes = { light, dark: { ...light, ...colours(darkCss) } };

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
] as const;

describe.each(Object.entries(schemes))('the %s colours', (_, colour) => {
  it.each(pairs)('let %s be read on %s (WCAG 2.2 §1.4.3: 4.5 to 1)', (text, ground) => {
    expect(contrast(colour[text], colour[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('let the focus ring be seen (WCAG 2.2 §1.4.11: 3 to 1)', () => {
    expect(contrast(colour.accent, colour.background)).toBeGreaterThanOrEqual(3);
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
