import { homedir } from 'node:os';
import * as fc from 'fast-check';
import { formatLine } from '../../src/main/shell/log';
import { redact } from '../../src/main/shell/redact';
import { homePath, type Secret, secret, surroundings } from '../secrets';
import { check, type Target } from '../target';
import { anyJson, oddText } from '../texts';

const allowed = ['code', 'count', 'host', 'operation', 'reason', 'state', 'status', 'step'];

const fieldName = fc.oneof(
  fc.constantFrom(...allowed),
  fc.constantFrom('code ', 'Code', 'state2', 'hos', 'refreshToken', 'email'),
  oddText,
);

/** What a program that reads the log finds in a line. */
function textsIn(line: string): string {
  const read: unknown = JSON.parse(line);
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (value instanceof Object) for (const each of Object.entries(value)) each.map(collect);
  };
  collect(read);
  return texts.join('\n');
}

function checkLine(before: string, { shown, parts }: Secret, after: string, place: string): void {
  const text = before + shown + after;
  const [event, fields] = place === 'event' ? [text, {}] : ['event', { [place]: text }];
  const line = formatLine(0, 'info', event, fields);
  check(line.endsWith('\n') && line.indexOf('\n') === line.length - 1, 'more than one line');
  const found = textsIn(line);
  for (const part of parts) check(!found.includes(part), `${fc.stringify(text)} gave ${line}`);
}

/** Runs that make a careless pattern try every beginning against every end. */
const endless = [
  'a',
  'a.',
  'a-',
  'eyJ',
  'eyJ.',
  '@',
  'a@',
  '%40',
  'token=',
  '&code',
  'é',
  '~',
  '.',
];
const longestMs = 5_000;

export const logTargets: readonly Target[] = [
  {
    name: 'secrets in a line of the log',
    runs: 120_000,
    shortRuns: 2_000,
    open: () => {
      const place = fc.constantFrom('event', ...allowed, 'email', 'cause');
      const property = fc.property(surroundings, secret, surroundings, place, checkLine);
      return { property };
    },
  },
  {
    name: 'home folders in a line of the log',
    runs: 100_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.property(
        surroundings,
        homePath,
        surroundings,
        (before, { home, shown }, after) => {
          const found = redact(before + shown + after, home);
          check(!found.toLowerCase().includes(shown.toLowerCase()), `${fc.stringify(found)}`);
        },
      ),
    }),
  },
  {
    name: 'fields of the log of any kind',
    runs: 100_000,
    shortRuns: 1_000,
    open: () => ({
      property: fc.property(fc.dictionary(fieldName, anyJson), (fields) => {
        const line = formatLine(0, 'warn', 'event', fields as Record<string, string>);
        const { time, level, event, dropped = 0, ...kept } = JSON.parse(line);
        check(`${time}${level}${event}` === '1970-01-01T00:00:00.000Zwarnevent', line);
        const names = Object.keys(kept);
        check(
          names.every((name) => [...allowed, 'keptAs', 'platform', 'version'].includes(name)),
          line,
        );
        check(dropped === Object.keys(fields).length - names.length, line);
        check(!line.includes(homedir()), line);
      }),
    }),
  },
  {
    name: 'long texts for the log',
    runs: 100,
    shortRuns: 15,
    open: () => ({
      property: fc.property(
        fc.constantFrom(...endless),
        fc.constantFrom('', ' ', 'x', '@'),
        fc.integer({ min: 10_000, max: 60_000 }),
        (piece, end, length) => {
          const begin = performance.now();
          redact(piece.repeat(length) + end);
          const ms = performance.now() - begin;
          check(ms < longestMs, `${Math.round(ms)} ms for ${length} times ${piece}`);
        },
      ),
    }),
  },
];
