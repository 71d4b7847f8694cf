import { beforeEach } from 'vitest';
import { isTestOf } from './test-name';

/** Setup file of a mutation run for one requirement: skips the tests of all others. */
const number = Number(process.env.SECURITY_REQUIREMENT);

beforeEach(({ task, skip }) => {
  if (!isTestOf(number, task.fullTestName)) skip();
});
