import { describe, expect, it } from 'vitest';
import { linkAmong, linkIn, ownArguments } from './parse-link';

const scheme = 'com.example.app';
const link = `${scheme}://auth/callback?code=a-b.c%20d&state=x_y`;

describe('SEC-49: a link', () => {
  it.each([
    link,
    `${scheme}://open`,
    `${scheme}://auth/callback`,
    `${scheme}:/callback?error_description=Ann's+account+(1)|2`,
  ])('is taken: %s', (text) => {
    expect(linkIn(text, scheme)).toBe(text);
  });

  it('is taken with its scheme in any case, which systems do not keep', () => {
    expect(linkIn(link.replace('dev', 'DEV'), scheme)).toBe(link);
  });

  it.each([
    ['another scheme', 'https://auth/callback'],
    ['a scheme that begins alike', `${scheme}.evil://auth/callback`],
    ['a scheme that ends alike', `x${link}`],
    ['a user name', `${scheme}://user@auth/callback`],
    ['a quote', `${link}" --inspect`],
    ['a backslash', `${scheme}:\\\\auth\\callback`],
    ['a space', `${link} x`],
    ['a line', `${link}\n`],
    ['a zero', `${link}\0`],
    ['letters beyond ASCII', `${scheme}://auth/cällback`],
    ['only a scheme', scheme],
    ['a switch', `--x=${link}`],
    ['no text', { link }],
    ['nothing', undefined],
    ['an endless one', link + 'a'.repeat(16_000)],
  ])('is not taken with %s', (_, text) => {
    expect(linkIn(text, scheme)).toBeNull();
  });
});

describe('SEC-49: a command line', () => {
  it('has one link and nothing else, but for a -- before it', () => {
    expect(linkAmong([link], scheme)).toEqual({ kind: 'link', link });
    expect(linkAmong(['--', link], scheme)).toEqual({ kind: 'link', link });
  });

  it.each([
    [['--ozone-platform=wayland', link]],
    [['--ozone-platform=wayland', '--enable-features=WaylandWindowDecorations,Vulkan', '--', link]],
    [['--password-store=gnome-libsecret', '--disable-gpu', '--lang=de', link]],
  ])('may have switches of the runtime before it: %j', (args) => {
    expect(linkAmong(args, scheme)).toEqual({ kind: 'link', link });
  });

  it.each([[[]], [['--config', 'my.json']], [['https://example.com']], [['--', '--x']]])(
    'has none: %j',
    (args) => {
      expect(linkAmong(args, scheme)).toEqual({ kind: 'none' });
    },
  );

  it.each([
    [[link, link]],
    [['--inspect', link]],
    [[link, '--inspect']],
    [['--', link, '--inspect']],
    [['--inspect', '--', link]],
    [['--', '--', link]],
    [['--', link, '']],
    [[link, '--']],
    [['some.file', link]],
    [['--ozone-platform', 'wayland', link]],
    [['--config', 'my.json', link]],
    [['--config=my.json', link]],
    [['--try-updates', link]],
    [['--no-sandbox', link]],
    [['--user-data-dir=/tmp/x', link]],
    [['--remote-debugging-port=1', link]],
    [['--inspect-brk=1', link]],
    [['--js-flags=--x', link]],
    [['--gpu-launcher=x', link]],
    [['--renderer-cmd-prefix=x', link]],
    [['--browser-subprocess-path=/x', link]],
    [['-x', link]],
    [['--X=1', link]],
    [['--disable-gpu', link, '--', link]],
    [['--', '--disable-gpu', link]],
    [[`${scheme}://auth/callback?a" "b`]],
    [[` ${link}`]],
    [[link.toUpperCase(), link]],
  ])('is refused: %j', (args) => {
    expect(linkAmong(args, scheme)).toEqual({ kind: 'refused' });
  });

  it('is what comes behind the program, and in development behind the app’s folder', () => {
    expect(ownArguments(['/opt/app', '--', link], null)).toEqual(['--', link]);
    const runtime = ['/usr/bin/electron', '--no-sandbox', '--user-data-dir=/tmp/x'];
    expect(ownArguments([...runtime, '/home/ann/app/', '--', link], '/home/ann/app')).toEqual([
      '--',
      link,
    ]);
    // A folder that is not there: nothing can be told apart, so that no link is alone.
    const args = ownArguments([...runtime, link], '/home/ann/app');
    expect(linkAmong(args, scheme)).toEqual({ kind: 'refused' });
  });
});
