import type { Change, ResourceChange } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { changeLines } from './change-words';

const change = (resource: Partial<ResourceChange>): Change[] => [
  {
    ResourceChange: { LogicalResourceId: 'X', ResourceType: 'AWS::Cognito::UserPool', ...resource },
  },
];

describe('a change', () => {
  it.each([
    [{ Action: 'Add' }, '  + Add X (AWS::Cognito::UserPool)', false],
    [{ Action: 'Import' }, '  * Import X (AWS::Cognito::UserPool)', false],
    [{ Action: 'Remove' }, '  - Remove X (AWS::Cognito::UserPool)', true],
    [
      { Action: 'Remove', PolicyAction: 'Retain' },
      '  - Remove X (AWS::Cognito::UserPool) (the old one stays in the account)',
      true,
    ],
    [{ Action: 'Modify', Replacement: 'False' }, '  ~ Modify X (AWS::Cognito::UserPool)', false],
    [
      { Action: 'Modify', Replacement: 'True', PolicyAction: 'ReplaceAndRetain' },
      '  ~ Modify X (AWS::Cognito::UserPool), REPLACED (the old one stays in the account)',
      true,
    ],
    [
      { Action: 'Modify', Replacement: 'Conditional' },
      '  ~ Modify X (AWS::Cognito::UserPool), maybe REPLACED',
      true,
    ],
    [
      { Action: 'Remove', ResourceType: 'AWS::Other::Thing' },
      '  - Remove X (AWS::Other::Thing)',
      false,
    ],
  ] as const)('%o in words', (resource, line, warns) => {
    const lines = changeLines(change(resource));
    expect(lines[0]).toBe(line);
    expect(lines.some((text) => text.includes('WARNING'))).toBe(warns);
  });

  it('shows properties before and after, each once', () => {
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
      detail('B', undefined, '3'),
      detail('C', '3'),
      { ...detail('D'), CausingEntity: 'Pool' },
    ];
    const lines = changeLines(change({ Action: 'Modify', Replacement: 'False', Details }));
    expect(lines.slice(1)).toEqual([
      '      A: 1 → 2',
      '      B: (not set) → 3',
      '      C: 3 → (not set)',
      '      D, because of Pool',
    ]);
  });
});
