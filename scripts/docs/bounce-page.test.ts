import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { identity } from '../../src/shared/identity';

const read = (name: string) => readFileSync(path.join(projectRoot, 'infra/bounce', name), 'utf8');
const page = read('index.html');

it('loads nothing but its own two files, and lets nothing else run', () => {
  expect(page).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect([...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'bounce.css',
    'bounce.js',
  ]);
  expect(page).not.toMatch(/<script(?! src="bounce\.js" defer><\/script>)| on\w+=|style=/);
  const script = read('bounce.js');
  expect(script).not.toMatch(/fetch\(|XMLHttp|sendBeacon|console|Storage|cookie|innerHTML|import/);
});

/** Runs the page's script at an address, with a page that notes what becomes of it. */
function visit(query: string) {
  const done: string[] = [];
  const element = () => ({ textContent: '', hidden: true });
  let press = () => {};
  const elements = {
    h1: element(),
    p: element(),
    button: {
      ...element(),
      addEventListener: (_: string, listener: () => void) => {
        press = listener;
      },
    },
    'meta[name="app-link"]': { content: identity.redirectUri },
    'meta[name="application-name"]': { content: identity.productName },
  };
  const location = {
    search: query,
    pathname: '/bounce/',
    assign: (url: string) => done.push(`open ${url}`),
  };
  const history = { replaceState: (...args: unknown[]) => done.push(`address ${args.at(-1)}`) };
  const document = { querySelector: (name: keyof typeof elements) => elements[name] };
  vm.runInNewContext(read('bounce.js'), { document, location, history, URLSearchParams });
  return { done, elements, press: () => press() };
}

it('SEC-22: hands the answer on as it is, once the address bar has lost it, and again when asked to', () => {
  const { done, elements, press } = visit('?code=a%2Bb&state=s&iss=x');
  const open = `open ${identity.redirectUri}?code=a%2Bb&state=s&iss=x`;
  expect(done).toEqual(['address /bounce/', open]);
  expect(elements.button.hidden).toBe(false);
  press();
  expect(done).toEqual(['address /bounce/', open, open]);
  expect(elements.h1.textContent).toBe('You are done here');
});

it('hands a refusal on, too', () => {
  expect(visit('?error=access_denied&state=s').done).toHaveLength(2);
});

it.each([
  '',
  '?',
  '?code=a',
  '?state=s',
  '?code=a&error=b&state=s',
  '?app-link=file:///etc&state=s',
])('opens nothing for what is no answer: %j', (query) => {
  const { done, elements } = visit(query);
  expect(done).toEqual(['address /bounce/']);
  expect(elements.button.hidden).toBe(true);
  expect(elements.h1.textContent).toBe('Nothing to hand over');
});
