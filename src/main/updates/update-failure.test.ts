import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../problems/app-error';
import { updateFailure } from './update-failure';

const errorOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const withCode = (code: string) => Object.assign(new Error('it says more'), { code });

describe('what went wrong with an update', () => {
  it.skipIf(!existsSync('/dev/full'))('a full disk, as Linux reports it (needs /dev/full)', () => {
    const error = errorOf(() => writeFileSync('/dev/full', 'x'));
    expect(error).toMatchObject({ code: 'ENOSPC' });
    expect(updateFailure(error).code).toBe('update-not-saved');
  });

  it.each([
    [errorOf(() => writeFileSync('/no/such/folder/file', 'x')), 'update-not-saved'],
    [withCode('ENOSPC'), 'update-not-saved'],
    [withCode('ERR_CHECKSUM_MISMATCH'), 'update-refused'],
    [withCode('ERR_UPDATER_INVALID_SIGNATURE'), 'update-refused'],
    [withCode('ECONNREFUSED'), 'update-unreachable'],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'update-unreachable'],
    ['a text', 'update-unreachable'],
    [new TypeError('x is not a function'), 'internal'],
    [new AppError('update-refused'), 'update-refused'],
  ])('%s is %s', (cause, code) => {
    expect(updateFailure(cause).code).toBe(code);
  });
});
