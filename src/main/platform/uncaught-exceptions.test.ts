import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { reportExceptions } from './uncaught-exceptions';

it.each([
  [new RangeError('status 600: secret'), { reason: 'RangeError' }],
  [Object.assign(new Error('secret'), { code: 'EPIPE' }), { reason: 'Error', code: 'EPIPE' }],
  ['secret', { reason: 'unknown' }],
  [null, { reason: 'unknown' }],
])('reports %s by its name and code', (error, fields) => {
  const source = new EventEmitter();
  const reports: object[] = [];
  reportExceptions(source, (report) => reports.push(report));
  source.emit('uncaughtException', error);
  expect(reports).toEqual([fields]);
});
