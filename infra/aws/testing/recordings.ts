import { Failure, type Recordings } from './replay';

/** Responses of CloudFormation, as its API reference shows them, of one stack. */
export const stackId =
  'arn:aws:cloudformation:eu-west-1:123456789012:stack/sign-in-stack/1bc5a2c0-a7f1-11ef-9a12-0a58a9feac02';

const changeSetId =
  'arn:aws:cloudformation:eu-west-1:123456789012:changeSet/deploy-1/5f3c9b2a-0000-4000-8000-000000000000';

export const poolId = 'eu-west-1_AbCdEfGhI';

/** The app's settings, as the stack's output `AppConfig` has them. */
export const settings = {
  region: 'eu-west-1',
  userPoolId: poolId,
  domain: 'https://acme.auth.eu-west-1.amazoncognito.com',
  clientId: '1example23456789',
};

export const noStack = new Failure('ValidationError', 'Stack with id sign-in-stack does not exist');

/** A stack in this status, for `DescribeStacks`. */
export function stack(status: string, outputs: object = { AppConfig: JSON.stringify(settings) }) {
  return {
    Stacks: [
      {
        StackId: stackId,
        StackName: 'sign-in-stack',
        StackStatus: status,
        CreationTime: '2026-01-01T12:00:00.000Z',
        EnableTerminationProtection: false,
        Parameters: [
          { ParameterKey: 'Tier', ParameterValue: 'PLUS' },
          { ParameterKey: 'Removed', ParameterValue: 'x' },
        ],
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
          OutputKey,
          OutputValue,
        })),
      },
    ],
  };
}

const types: Readonly<Record<string, string>> = {
  'sign-in-stack': 'AWS::CloudFormation::Stack',
  UserPool: 'AWS::Cognito::UserPool',
  Client: 'AWS::Cognito::UserPoolClient',
  Domain: 'AWS::Cognito::UserPoolDomain',
};

let count = 0;

/** An event of a resource, or of the stack, which is called `sign-in-stack`. */
export function event(LogicalResourceId: string, ResourceStatus: string, reason?: string) {
  count++;
  return {
    StackId: stackId,
    EventId: `event-${count}`,
    StackName: 'sign-in-stack',
    LogicalResourceId,
    PhysicalResourceId: LogicalResourceId === 'sign-in-stack' ? stackId : poolId,
    ResourceType: types[LogicalResourceId],
    Timestamp: new Date(1_767_268_800_000 + count * 1000).toISOString(),
    ResourceStatus,
    ResourceStatusReason: reason,
  };
}

/** A page of `DescribeStackEvents`, which has the newest event first. */
export function eventsPage(events: readonly object[], NextToken?: string) {
  return { StackEvents: [...events].reverse(), NextToken };
}

/** One response until the action was requested that often, then another: for two that go together. */
export function until(action: string, times: number, before: object, after: object) {
  return (actions: readonly string[]) =>
    actions.filter((each) => each === action).length < times ? before : after;
}

/** The resources of the stack, for `ListStackResources`. */
export function resources(status: string) {
  const summary = (LogicalResourceId: string, PhysicalResourceId: string) => ({
    LogicalResourceId,
    PhysicalResourceId,
    ResourceType: types[LogicalResourceId],
    ResourceStatus: LogicalResourceId === 'UserPool' ? status : 'CREATE_COMPLETE',
    LastUpdatedTimestamp: '2026-01-01T12:00:00.000Z',
  });
  return {
    StackResourceSummaries: [summary('UserPool', poolId), summary('Client', settings.clientId)],
  };
}

/** A change of a resource, for `changeSet`. */
export function change(LogicalResourceId: string, Action: string, more: object = {}) {
  const ResourceChange = { Action, LogicalResourceId, ResourceType: types[LogicalResourceId] };
  return { Type: 'Resource', ResourceChange: { ...ResourceChange, ...more } };
}

/** A change set, for `DescribeChangeSet`. */
export function changeSet(Changes: readonly object[], more: object = {}) {
  return {
    ChangeSetId: changeSetId,
    StackId: stackId,
    Status: 'CREATE_COMPLETE',
    Changes,
    ...more,
  };
}

export const noChanges = changeSet([], {
  Status: 'FAILED',
  StatusReason:
    "The submitted information didn't contain changes. Submit different information to create a change set.",
});

export const creation = [
  event('sign-in-stack', 'CREATE_IN_PROGRESS'),
  event('UserPool', 'CREATE_IN_PROGRESS'),
  event('UserPool', 'CREATE_COMPLETE'),
  event('sign-in-stack', 'CREATE_COMPLETE'),
];

/** A first deployment: no stack, a change set, its execution, the stack. */
export const firstDeployment: Recordings = {
  GetTemplateSummary: [
    {
      Parameters: [{ ParameterKey: 'Tier', DefaultValue: 'ESSENTIALS' }, { ParameterKey: 'Mfa' }],
      Capabilities: ['CAPABILITY_IAM'],
    },
  ],
  DescribeStacks: [
    noStack,
    stack('REVIEW_IN_PROGRESS'),
    until('DescribeStackEvents', 3, stack('CREATE_IN_PROGRESS'), stack('CREATE_COMPLETE')),
  ],
  CreateChangeSet: [{ Id: changeSetId, StackId: stackId }],
  DescribeChangeSet: [
    changeSet([], { Status: 'CREATE_IN_PROGRESS' }),
    changeSet([change('UserPool', 'Add')]),
    changeSet([change('UserPool', 'Add')], { NextToken: '2' }),
    changeSet([change('Client', 'Add')]),
  ],
  ExecuteChangeSet: [{}],
  DescribeStackEvents: [
    eventsPage([event('sign-in-stack', 'REVIEW_IN_PROGRESS')]),
    eventsPage(creation.slice(0, 3)),
    eventsPage(creation),
  ],
  DeleteChangeSet: [{}],
  DeleteStack: [{}],
  DescribeEvents: [{ OperationEvents: [] }],
  ListStackResources: [resources('CREATE_COMPLETE')],
};

/** An update of that stack, which adds the domain. */
export const update: Recordings = {
  ...firstDeployment,
  DescribeStacks: [
    stack('CREATE_COMPLETE'),
    stack('UPDATE_IN_PROGRESS'),
    stack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'),
    stack('UPDATE_COMPLETE'),
  ],
  DescribeChangeSet: [changeSet([change('Domain', 'Add')])],
};
