import { isDeepStrictEqual } from 'node:util';
import type { LiveResource } from './live-resource';
import { type Plan, type PlannedResource, resourcesOf } from './plan';

export interface ResourceChange {
  readonly Action: 'Add' | 'Modify' | 'Remove';
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly Replacement?: 'True' | 'False' | 'Conditional';
  readonly PolicyAction?: string;
  readonly Scope: readonly string[];
  readonly Details: readonly object[];
}

/**
 * Properties whose change makes a new resource ("Update requires: Replacement" on the resources' pages of
 * the CloudFormation template reference).
 */
const immutable: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': ['UsernameAttributes', 'AliasAttributes'],
  'AWS::Cognito::UserPoolClient': ['GenerateSecret', 'UserPoolId'],
  'AWS::Cognito::UserPoolDomain': ['Domain', 'UserPoolId'],
  'AWS::Cognito::UserPoolGroup': ['GroupName', 'UserPoolId'],
  'AWS::Cognito::UserPoolResourceServer': ['Identifier', 'UserPoolId'],
  'AWS::Cognito::ManagedLoginBranding': ['ClientId', 'UserPoolId'],
};

/** What leads from one plan to the next; without a first one, everything is new. */
export function changesBetween(
  before: Plan | null,
  after: Plan,
  live: ReadonlyMap<string, LiveResource>,
): ResourceChange[] {
  const old = new Map((before === null ? [] : resourcesOf(before)).map((each) => [each.id, each]));
  const replaced = new Set<string>();
  const changes: ResourceChange[] = [];
  for (const resource of resourcesOf(after)) {
    const previous = old.get(resource.id);
    old.delete(resource.id);
    if (previous?.definition.Type === resource.definition.Type) {
      const change = modification(previous, resource, replaced, live);
      if (change !== null) changes.push(change);
    } else {
      changes.push(simple('Add', resource));
    }
  }
  return [...changes, ...[...old.values()].map((resource) => simple('Remove', resource))];
}

function simple(Action: 'Add' | 'Remove', { id, definition }: PlannedResource): ResourceChange {
  const retain = Action === 'Remove' && definition.DeletionPolicy?.startsWith('Retain');
  return {
    Action,
    LogicalResourceId: id,
    ResourceType: definition.Type,
    ...(retain ? { PolicyAction: 'Retain' } : {}),
    Scope: [],
    Details: [],
  };
}

function modification(
  before: PlannedResource,
  after: PlannedResource,
  replaced: Set<string>,
  live: ReadonlyMap<string, LiveResource>,
): ResourceChange | null {
  const { id, definition } = after;
  const fixed = immutable[definition.Type] ?? [];
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])];
  const changed = names.filter(
    (name) => !isDeepStrictEqual(before.properties[name], after.properties[name]),
  );
  const dragged = names.filter((name) => refersTo(after.properties[name], replaced));
  if (changed.length === 0 && dragged.length === 0) return null;
  const isReplaced = [...changed, ...dragged].some((name) => fixed.includes(name));
  if (isReplaced) replaced.add(id);
  return {
    Action: 'Modify',
    LogicalResourceId: id,
    ResourceType: definition.Type,
    Replacement: isReplaced ? 'True' : 'False',
    ...(isReplaced ? { PolicyAction: replacePolicy(definition) } : {}),
    Scope: ['Properties'],
    Details: [...changed, ...dragged].map((name) => ({
      Target: {
        Attribute: 'Properties',
        Name: name,
        RequiresRecreation: fixed.includes(name) ? 'Always' : 'Never',
        BeforeValue: shown(before.properties[name], live),
        AfterValue: dragged.includes(name)
          ? '{{changeSet:KNOWN_AFTER_APPLY}}'
          : shown(after.properties[name], live),
      },
      Evaluation: changed.includes(name) ? 'Static' : 'Dynamic',
      ChangeSource: 'DirectModification',
    })),
  };
}

function refersTo(value: unknown, ids: ReadonlySet<string>): boolean {
  const text = JSON.stringify(value) ?? '';
  return [...ids].some((id) => text.includes(`{{${id}}}`) || text.includes(`{{${id}.`));
}

function replacePolicy({ UpdateReplacePolicy }: PlannedResource['definition']): string {
  return UpdateReplacePolicy === 'Retain' ? 'ReplaceAndRetain' : 'ReplaceAndDelete';
}

/** The value with the names that AWS has made up, where there are any yet. */
function shown(value: unknown, live: ReadonlyMap<string, LiveResource>): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/\{\{(\w+)(?:\.([\w.]+))?\}\}/g, (_, id: string, attribute?: string) => {
    const resource = live.get(id);
    const name = attribute === undefined ? resource?.physicalId : resource?.attributes[attribute];
    return name ?? '{{changeSet:KNOWN_AFTER_APPLY}}';
  });
}
