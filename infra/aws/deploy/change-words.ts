import type { Change, ResourceChange } from '@aws-sdk/client-cloudformation';
import { typeWords } from './resource-words';

/** What a change set will do, one line or more for each resource, and the warnings after them. */
export function changeLines(changes: readonly Change[]): string[] {
  const resources = changes.flatMap(({ ResourceChange: change }) => (change ? [change] : []));
  const lines = resources.flatMap((change) => [headline(change), ...propertyLines(change)]);
  const warnings = resources.flatMap((change) => warningFor(change));
  return [...lines, ...warnings.flatMap((warning) => ['', warning])];
}

function headline(change: ResourceChange): string {
  const what = `${change.LogicalResourceId} (${typeWords(change.ResourceType)})`;
  switch (change.Action) {
    case 'Add':
      return `  + ${what} will be created`;
    case 'Remove':
      return change.PolicyAction === 'Retain'
        ? `  - ${what} will leave the stack and stay in the account`
        : `  - ${what} will be REMOVED`;
    case 'Import':
      return `  + ${what} will be taken into the stack`;
    default:
      return `  ${isReplaced(change) ? '!' : '~'} ${what} ${fate(change)}`;
  }
}

function fate(change: ResourceChange): string {
  if (change.Replacement === 'True') return 'will be REPLACED by a new one';
  if (change.Replacement === 'Conditional')
    return 'will be changed, and maybe REPLACED by a new one';
  return 'will be changed';
}

function isReplaced({ Action, Replacement }: ResourceChange): boolean {
  return Action === 'Modify' && (Replacement === 'True' || Replacement === 'Conditional');
}

/** Before and after, where CloudFormation tells them. */
function propertyLines({ Action, Details = [] }: ResourceChange): string[] {
  if (Action !== 'Modify') return [];
  const lines = Details.flatMap(({ Target, CausingEntity }) => {
    if (Target === undefined) return [];
    const name = Target.Name ?? Target.Attribute ?? '';
    const { BeforeValue: before, AfterValue: after } = Target;
    if (before === undefined && after === undefined) {
      return [`      ${name}${CausingEntity ? `, because of ${CausingEntity}` : ''}`];
    }
    return [`      ${name}: ${before ?? '(not set)'} → ${afterwards(after)}`];
  });
  // The same property is named once for each thing that changes it.
  return [...new Set(lines)];
}

/** CloudFormation can't know yet what a new resource will be called. */
function afterwards(value: string | undefined): string {
  if (value === undefined) return '(not set)';
  return value.replaceAll('{{changeSet:KNOWN_AFTER_APPLY}}', '(known when it is there)');
}

/** What is lost for good, or stops working for people, when a resource of this type goes. */
const losses: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool':
    'everybody in it is LOST to the app: people, passwords, groups, passkeys. Nothing moves them to another pool.',
  'AWS::Cognito::UserPoolClient':
    'its id is no longer good: apps that are installed cannot sign in until they get the new configuration.',
  'AWS::Cognito::UserPoolDomain':
    'the address of the sign-in pages is no longer good: apps that are installed cannot sign in until they get the new configuration, and passkeys stop working.',
};

function warningFor(change: ResourceChange): string[] {
  const loss = losses[change.ResourceType ?? ''];
  const isRemoved = change.Action === 'Remove' && change.PolicyAction !== 'Retain';
  if (loss === undefined || !(isRemoved || isReplaced(change))) return [];
  const what = `${typeWords(change.ResourceType)} ${change.LogicalResourceId}`;
  const how = isRemoved
    ? 'is removed'
    : change.Replacement === 'True'
      ? 'is replaced'
      : 'may be replaced';
  const stays =
    isReplaced(change) && change.PolicyAction === 'ReplaceAndRetain'
      ? ' (The old one stays in the account, outside the stack, for you to delete.)'
      : '';
  return [`  WARNING: The ${what} ${how}: ${loss}${stays}`];
}

/** Whether a user pool with people in it may go. */
export function losesPeople(changes: readonly Change[]): boolean {
  return changes.some(
    ({ ResourceChange: change }) =>
      change?.ResourceType === 'AWS::Cognito::UserPool' && warningFor(change).length > 0,
  );
}
