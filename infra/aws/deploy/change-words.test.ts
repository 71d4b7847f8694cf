import type { Change, ResourceChange } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { changeLines, losesPeople } from './change-words';

const change = (resource: Partial<ResourceChange>): Change[] => [
  {
    ResourceChange: { LogicalResourceId: 'X', ResourceType: 'AWS::Cognito::UserPool', ...resource },
  },
];

describe('a change', () => {
  it.each([
    [{ Action: 'Add' }, '  + X (user pool) will be created', false],
    [{ Action: 'Import' }, '  + X (user pool) will be taken into the stack', false],
    [{ Action: 'Remove' }, '  - X (user pool) will be REMOVED', true],
    [
      { Action: 'Remove', PolicyAction: 'Retain' },
      '  - X (user pool) will leave the stack and stay in the account',
      false,
    ],
    [{ Action: 'Modify', Replacement: 'False' }, '  ~ X (user pool) will be changed', false],
    [
      { Action: 'Modify', Replacement: 'True' },
      '  ! X (user pool) will be REPLACED by a new one',
      true,
    ],
    [
      { Action: 'Modify', Replacement: 'Conditional' },
      '  ! X (user pool) will be changed, and maybe REPLACED by a new one',
      true,
    ],
    [
      { Action: 'Add', ResourceType: 'AWS::Other::Thing' },
      '  + X (AWS::Other::Thing) will be created',
      false,
    ],
  ] as const)('%o in words', (resource, line, loses) => {
    const changes = change(resource);
    expect(changeLines(changes)[0]).toBe(line);
    expect(losesPeople(changes)).toBe(loses);
    expect(changeLines(changes).some((text) => text.includes('LOST'))).toBe(loses);
  });

  it('of an app client warns of the installed apps, and loses nobody', () => {
    const changes = change({ ResourceType: 'AWS::Cognito::UserPoolClient', Action: 'Remove' });
    expect(changeLines(changes).at(-1)).toMatch(
      /^ {2}WARNING: The app client X is removed: its id/,
    );
    expect(losesPeople(changes)).toBe(false);
  });

  it('says what becomes of a pool that is replaced and kept', () => {
    const replaced = {
      Action: 'Modify',
      Replacement: 'True',
      PolicyAction: 'ReplaceAndRetain',
    } as const;
    expect(changeLines(change(replaced)).at(-1)).toContain('The old one stays in the account');
  });

  it('shows properties with what they were and what they will be, each once', () => {
    const detail = (Name: string, BeforeValue?: string, AfterValue?: string) => ({
      Target: {
        Attribute: 'Properties' as const,
        Name,
        ...(BeforeValue === undefined ? {} : { BeforeValue }),
        ...(AfterValue === undefined ? {} : { AfterValue }),
      },
    });
    const Details = [
      detail('A', '1', '2'),
      detail('A', '1', '2'),
      detail('B', undefined, '{{changeSet:KNOWN_AFTER_APPLY}}'),
      detail('C', '3'),
      { ...detail('D'), CausingEntity: 'Pool' },
    ];
    expect(
      changeLines(change({ Action: 'Modify', Replacement: 'False', Details })).slice(1),
    ).toEqual([
      '      A: 1 → 2',
      '      B: (not set) → (known when it is there)',
      '      C: 3 → (not set)',
      '      D, because of Pool',
    ]);
  });
});
