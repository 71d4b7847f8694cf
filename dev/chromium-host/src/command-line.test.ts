import { expect, test } from 'vitest';
import { parseCommandLine, parseInspect } from './command-line';

test('the first argument that is no switch is the app; the rest are its arguments', () => {
  const line = parseCommandLine(['--inspect=0', '--no-sandbox', 'app', '--flag', 'value']);
  expect(line).toMatchObject({ app: 'app', appArgs: ['--flag', 'value'], inspect: '0' });
});

test('switches count before and after the app, in lower case, with or without value', () => {
  const { switches } = parseCommandLine(['--Lang=de', 'app', '--user-data-dir=/tmp/a=b', '-x']);
  expect([...switches]).toEqual([
    ['lang', 'de'],
    ['user-data-dir', '/tmp/a=b'],
    ['x', ''],
  ]);
});

test('a double dash ends the switches', () => {
  expect(parseCommandLine(['--', 'app', '--flag'])).toMatchObject({
    app: 'app',
    appArgs: ['--flag'],
  });
  expect(parseCommandLine(['app', '--', '--flag']).switches.size).toBe(0);
});

test('-r and --require name modules to load first', () => {
  expect(parseCommandLine(['-r', 'a.js', '--require', 'b.js', 'app'])).toMatchObject({
    preloads: ['a.js', 'b.js'],
    app: 'app',
  });
});

test('no app is no error of the parser', () => {
  expect(parseCommandLine([]).app).toBeNull();
});

test.each([
  ['', { host: undefined, port: 9229 }],
  ['0', { host: undefined, port: 0 }],
  ['127.0.0.1:5', { host: '127.0.0.1', port: 5 }],
  ['localhost:x', { host: 'localhost', port: 9229 }],
])('--inspect=%s', (value, expected) => {
  expect(parseInspect(value)).toEqual(expected);
});

test('--inspect-brk also waits', () => {
  expect(parseCommandLine(['--inspect-brk=1', 'app'])).toMatchObject({
    inspect: '1',
    inspectBreak: true,
  });
  expect(parseCommandLine(['app'])).toMatchObject({ inspect: null, inspectBreak: false });
});
