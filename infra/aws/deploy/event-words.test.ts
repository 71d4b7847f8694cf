import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { elapsed, eventLine } from './event-words';
import { plainReason } from './resource-words';

describe('an event', () => {
  const start = new Date(0);
  const event = (status: string, reason?: string, isStack = false): StackEvent => ({
    StackId: 'id',
    EventId: 'e',
    StackName: 's',
    LogicalResourceId: 'Pool',
    PhysicalResourceId: isStack ? 'id' : 'pool',
    ResourceType: isStack ? 'AWS::CloudFormation::Stack' : 'AWS::Cognito::UserPool',
    Timestamp: new Date(65_000),
    ResourceStatus: status as 'CREATE_COMPLETE',
    ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
  });

  it.each([
    [event('CREATE_COMPLETE'), '  1:05  Pool (user pool): created'],
    [event('DELETE_SKIPPED'), '  1:05  Pool (user pool): kept, as the template says'],
    [event('DELETE_FAILED', 'why'), '  1:05  Pool (user pool): COULD NOT BE REMOVED: why'],
    [event('UPDATE_ROLLBACK_COMPLETE', '', true), '  1:05  Pool (stack): as it was before'],
    [event('ROLLBACK_IN_PROGRESS', 'long', true), '  1:05  Pool (stack): is being taken back'],
    [event('SOMETHING_NEW'), '  1:05  Pool (user pool): SOMETHING_NEW'],
  ])('%# in words', (it, line) => {
    expect(eventLine(it, start)).toBe(line);
  });

  it('counts minutes, and never backwards', () => {
    expect(elapsed(start, new Date(600_400))).toBe('10:00');
    expect(elapsed(new Date(1), start)).toBe('0:00');
  });
});

describe('a reason', () => {
  it.each([
    [
      'Resource handler returned message: "a \\"b\\"" (RequestToken: c, HandlerErrorCode: d)',
      'a \\"b\\"',
    ],
    ['a (Service: S; Status Code: 400; Request ID: r; Proxy: null)', 'a'],
    ['a (b) c', 'a (b) c'],
    [undefined, ''],
  ])('%s is made plain', (reason, plain) => {
    expect(plainReason(reason)).toBe(plain);
  });
});
