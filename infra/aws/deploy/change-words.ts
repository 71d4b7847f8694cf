import type { Change, ResourceChange } from '@aws-sdk/client-cloudformation';

/** A change set for the user: one line or more for each resource, then the warnings. */
export function changeLines(changes: readonly Change[]): string[] {
  const resources = changes.flatMap(({ ResourceChange: change }) => (change ? [change] : []));
  return [
    ...resources.flatMap((change) => [headline(change), ...propertyLines(change)]),
    ...resources.flatMap(warning),
  ];
}

function headline(change: ResourceChange): string {
  const { Action = '', LogicalResourceId, ResourceType, PolicyAction, Replacement } = change;
  const sign = { Add: '+', Remove: '-', Modify: '~' }[Action as string] ?? '*';
  const replaced = { True: ', REPLACED', Conditional: ', maybe REPLACED' }[Replacement as string];
  const kept = PolicyAction?.includes('Retain') ? ' (the old one stays in the account)' : '';
  return `  ${sign} ${Action} ${LogicalResourceId} (${ResourceType})${replaced ?? ''}${kept}`;
}

/** Before and after, as far as CloudFormation knows them. */
function propertyLines({ Action, Details = [] }: ResourceChange): string[] {
  if (Action !== 'Modify') return [];
  const lines = Details.flatMap(({ Target, CausingEntity }) => {
    if (Target === undefined) return [];
    const name = Target.Name ?? Target.Attribute ?? '';
    const { BeforeValue: before, AfterValue: after } = Target;
    if (before !== undefined || after !== undefined) {
      return [`      ${name}: ${before ?? '(not set)'} → ${after ?? '(not set)'}`];
    }
    return [`      ${name}${CausingEntity ? `, because of ${CausingEntity}` : ''}`];
  });
  // A property is listed once for each of its causes.
  return [...new Set(lines)];
}

/** What stops working when a resource of this type is replaced or removed. */
const losses: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'The app loses its users: they cannot be moved to another user pool.',
  'AWS::Cognito::UserPoolClient':
    'Installed apps cannot sign in until they have the new configuration.',
  'AWS::Cognito::UserPoolDomain':
    'Installed apps cannot sign in until they have the new configuration, and passkeys stop working.',
};

function warning({ Action, Replacement, ...change }: ResourceChange): string[] {
  const loss = losses[change.ResourceType ?? ''];
  const isLost = Action === 'Remove' || Replacement === 'True' || Replacement === 'Conditional';
  return loss === undefined || !isLost
    ? []
    : ['', `  WARNING: ${change.LogicalResourceId}: ${loss}`];
}
