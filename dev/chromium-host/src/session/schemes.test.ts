import { expect, test } from 'vitest';
import { isLoadable, originOf, Schemes, schemes } from './schemes';

const custom = new Schemes();
custom.register('my-ui', { standard: true, secure: true });
custom.register('bare', { standard: true });
custom.addHandled('com.example.app');
custom.register('git+x', {});

test.each([
  ['my-ui://app/index.html?q=1#h', 'https://app.my-ui.chromium-host.test/index.html?q=1#h'],
  ['my-ui://app', 'https://app.my-ui.chromium-host.test/'],
  ['com.example.app://auth/callback', 'http://auth.com.example.app.chromium-host.test/callback'],
  ['my-ui:///path', 'https://path.my-ui.chromium-host.test/'],
  ['my-ui://app:8080/a', 'https://app.my-ui.chromium-host.test/a'],
  ['bare://app/a', 'http://app.bare.chromium-host.test/a'],
  ['git+x:///path', 'http://no-host.git--plus--x.chromium-host.test/path'],
  ['git+x://app:8080/a', 'http://app.git--plus--x.chromium-host.test:8080/a'],
  ['git+x://app/a', 'http://app.git--plus--x.chromium-host.test/a'],
])('%s is served from its reserved origin', (url, mapped) => {
  expect(custom.toChromium(url)).toBe(mapped);
});

test.each([
  'my-ui://app/index.html?q=1#h',
  'com.example.app://auth/callback',
  'git+x:///path',
  'git+x://app:8080/a',
  'bare://app/a',
  'git+x://app/a',
])('%s comes back as it was', (url) => {
  expect(custom.toApp(custom.toChromium(url))).toBe(url);
});

test.each([
  'https://example.com/',
  'http://localhost:5000/',
  'other:x',
  'not a url',
  'about:blank',
])('%s stays as it is', (url) => {
  expect(custom.toChromium(url)).toBe(url);
  expect(custom.toApp(url)).toBe(url);
});

test.each([
  ['my-ui://App', 'my-ui://app/'],
  ['my-ui:///foo', 'my-ui://foo/'],
  ['my-ui://me@foo:1234/a/../b?q#h', 'my-ui://foo/b?q#h'],
  ['my-ui://', null],
  ['git+x://', 'git+x://'],
  ['git+x://Foo:30', 'git+x://Foo:30'],
  ['not a url', null],
])('%s is %s for a standard scheme', (url, normal) => {
  expect(custom.normalize(url)).toBe(normal);
});

test('a reserved origin of an unknown scheme stays as it is', () => {
  expect(custom.toApp('https://a.unknown.chromium-host.test/')).toBe(
    'https://a.unknown.chromium-host.test/',
  );
});

test.each([
  'https://a.my-ui-chromium-host.test/',
  'https://a.my-ui.chromium-host.test.example.com/',
  'https://a.my-ui.chromium-host.test:x@example.com/',
])('%s is not taken for a reserved origin', (url) => {
  expect(custom.toApp(url)).toBe(url);
  expect(Schemes.isReserved(url)).toBe(false);
});

test('https stays https, also when a handler serves it', () => {
  const handling = new Schemes();
  handling.addHandled('https');
  expect(handling.toChromium('https://example.com/')).toBe('https://example.com/');
});

test('origins are those that Electron shows', () => {
  schemes.register('origin-test', { standard: true });
  expect(originOf('origin-test://app/x')).toBe('origin-test://app');
  expect(originOf('https://example.com:8443/x')).toBe('https://example.com:8443');
  expect(originOf('data:text/html,x')).toBe('null');
  expect(originOf('file:///a/b')).toBe('file://');
});

test('a private-use scheme is loadable only once somebody handles it', () => {
  expect(isLoadable('later.example://x')).toBe(false);
  schemes.addHandled('later.example');
  expect(isLoadable('later.example://x')).toBe(true);
  expect(isLoadable('https://example.com')).toBe(true);
});
