import { randomUUID } from 'node:crypto';
import type { Template } from '../../../cloudformation/template';
import type { QueryValue } from '../wire/query';
import { ServiceError, validationError } from '../wire/service-error';
import { changesBetween } from './changes';
import type { Engine } from './engine';
import {
  checkedParameters,
  givenParameters,
  inCloudFormationsWords,
  parameterDeclaration,
  readTemplate,
  shownParameters,
} from './parameters';
import { plan } from './plan';
import { type ChangeSet, Stack } from './stack';

type Request = Readonly<Record<string, QueryValue>>;

export interface StackSettings {
  readonly region: string;
  /** How many events, or changes, a page has. */
  readonly pageSize: number;
  /** Reasons that change sets fail with, as `ChangeSet` and, of one resource, `Validation`. */
  readonly failures: ReadonlyMap<string, string>;
  /** What the outputs become before anybody sees them. */
  readonly mapOutputs: (outputs: Readonly<Record<string, string>>) => Record<string, string>;
}

/** CloudFormation's actions, as far as the commands use them (CloudFormation API reference). */
export class StackActions {
  readonly stacks: Stack[] = [];
  readonly #engine: Engine;
  readonly #settings: StackSettings;
  /** What is going on, for `idle`. */
  readonly #work = new Set<Promise<void>>();

  constructor(engine: Engine, settings: StackSettings) {
    this.#engine = engine;
    this.#settings = settings;
  }

  /** Resolves when no stack is being worked on. */
  async idle(): Promise<void> {
    await Promise.all(this.#work);
  }

  /** @throws ServiceError */
  perform(action: string, request: Request): object {
    const perform = this.#actions[action];
    if (perform === undefined) {
      throw new ServiceError('InvalidAction', `Could not find operation ${action}`);
    }
    return perform(request);
  }

  readonly #actions: Readonly<Record<string, (request: Request) => object>> = {
    GetTemplateSummary: ({ TemplateBody }) => {
      const { parameters, resources } = readTemplate(TemplateBody);
      const types = Object.values(resources).map(({ Type }) => Type);
      return {
        Parameters: Object.entries(parameters).map(parameterDeclaration),
        Capabilities: types.includes('AWS::IAM::Role') ? ['CAPABILITY_IAM'] : [],
        ResourceTypes: [...new Set(types)],
      };
    },
    DescribeStacks: ({ StackName }) => ({ Stacks: [this.#described(this.#stack(StackName))] }),
    CreateChangeSet: (request) => this.#createChangeSet(request),
    DescribeChangeSet: ({ ChangeSetName, NextToken }) => {
      const { stack, changeSet } = this.#changeSet(ChangeSetName);
      const { items, next } = this.#page(changeSet.changes, NextToken);
      return {
        ChangeSetId: changeSet.id,
        ChangeSetName: changeSet.name,
        StackId: stack.id,
        StackName: stack.name,
        Status: changeSet.status,
        StatusReason: changeSet.reason,
        ExecutionStatus: changeSet.status === 'CREATE_COMPLETE' ? 'AVAILABLE' : 'UNAVAILABLE',
        Changes: items.map((ResourceChange) => ({ Type: 'Resource', ResourceChange })),
        NextToken: next,
      };
    },
    ExecuteChangeSet: ({ ChangeSetName }) => {
      const { stack, changeSet } = this.#changeSet(ChangeSetName);
      refuseBusy(stack);
      stack.changeSets.clear();
      const isNew = stack.status === 'REVIEW_IN_PROGRESS';
      this.#start(
        isNew ? this.#engine.create(stack, changeSet) : this.#engine.update(stack, changeSet),
      );
      return {};
    },
    DeleteChangeSet: ({ ChangeSetName }) => {
      const { stack, changeSet } = this.#changeSet(ChangeSetName);
      stack.changeSets.delete(changeSet.id);
      return {};
    },
    DescribeStackEvents: ({ StackName, NextToken }) => {
      const { events } = this.#stack(StackName);
      const { items, next } = this.#page([...events].reverse(), NextToken);
      return { StackEvents: items, NextToken: next };
    },
    DescribeEvents: ({ ChangeSetName }) => {
      const { stack } = this.#changeSet(ChangeSetName);
      const reason = this.#settings.failures.get('Validation');
      if (reason === undefined) return { OperationEvents: [] };
      const of = { LogicalResourceId: 'Domain', ValidationPath: '/Properties/Domain' };
      return {
        OperationEvents: [{ StackId: stack.id, ...of, ValidationStatusReason: reason }],
      };
    },
    ListStackResources: ({ StackName, NextToken }) => {
      const { resources } = this.#stack(StackName);
      const { items, next } = this.#page([...resources.values()], NextToken);
      const StackResourceSummaries = items.map(({ id, type, physicalId }) => ({
        LogicalResourceId: id,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        ResourceStatus: 'CREATE_COMPLETE',
        LastUpdatedTimestamp: new Date(),
      }));
      return { StackResourceSummaries, NextToken: next };
    },
    DeleteStack: ({ StackName }) => {
      const stack = this.#find(StackName);
      // CloudFormation answers 200 for a stack that is not there.
      if (stack === undefined) return {};
      if (stack.terminationProtection) {
        throw validationError(
          `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
        );
      }
      refuseBusy(stack);
      this.#start(this.#engine.delete(stack));
      return {};
    },
  };

  #createChangeSet(request: Request): object {
    const name = String(request.StackName);
    const existing = this.#find(name);
    const isUpdate = request.ChangeSetType === 'UPDATE';
    if (existing === undefined && isUpdate) throw validationError(`Stack [${name}] does not exist`);
    if (existing !== undefined) refuseUpdate(existing, isUpdate);
    const template = readTemplate(request.TemplateBody);
    const given = givenParameters(request.Parameters, existing?.parameters ?? {});
    const parameters = checkedParameters(template, given);
    needCapabilities(template, request.Capabilities);
    const stack = existing ?? new Stack(name, this.#settings.region);
    const pseudoParameters = this.#pseudo(stack);
    const after = inCloudFormationsWords(
      () => plan({ template, parameters, pseudoParameters }),
      (message) => `Template format error: ${message}`,
    );
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    const changeSet: ChangeSet = {
      id: `arn:aws:cloudformation:${this.#settings.region}:123456789012:changeSet/${request.ChangeSetName}/${randomUUID()}`,
      name: String(request.ChangeSetName),
      plan: after,
      parameters: shownParameters(template, given),
      changes: changesBetween(isNew ? null : stack.plan, after, stack.resources),
      status: 'CREATE_IN_PROGRESS',
    };
    if (existing === undefined) this.stacks.push(stack);
    stack.changeSets.set(changeSet.id, changeSet);
    setTimeout(() => settle(changeSet, this.#settings.failures.get('ChangeSet')), 1);
    return { Id: changeSet.id, StackId: stack.id };
  }

  #pseudo({ id, name }: Stack): Record<string, string> {
    return {
      'AWS::Region': this.#settings.region,
      'AWS::AccountId': '123456789012',
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackId': id,
      'AWS::StackName': name,
    };
  }

  #start(work: Promise<void>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  #find(name: QueryValue | undefined): Stack | undefined {
    return this.stacks.findLast(
      (stack) => stack.id === name || (stack.name === name && stack.status !== 'DELETE_COMPLETE'),
    );
  }

  #stack(name: QueryValue | undefined): Stack {
    if (!/^([A-Za-z][A-Za-z0-9-]*|arn:.*)$/.test(String(name))) {
      throw validationError(
        `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint`,
      );
    }
    const stack = this.#find(name);
    if (stack === undefined) throw validationError(`Stack with id ${name} does not exist`);
    return stack;
  }

  #changeSet(id: QueryValue | undefined): { stack: Stack; changeSet: ChangeSet } {
    for (const stack of this.stacks) {
      const changeSet = stack.changeSets.get(String(id));
      if (changeSet !== undefined) return { stack, changeSet };
    }
    throw new ServiceError('ChangeSetNotFound', `ChangeSet [${id}] does not exist`, 404);
  }

  #described(stack: Stack): object {
    return {
      StackId: stack.id,
      StackName: stack.name,
      StackStatus: stack.status,
      CreationTime: stack.events[0]?.Timestamp,
      EnableTerminationProtection: stack.terminationProtection,
      Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Outputs: Object.entries(this.#settings.mapOutputs(stack.outputs)).map(
        ([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }),
      ),
    };
  }

  #page<T>(all: readonly T[], token: QueryValue | undefined): { items: T[]; next?: string } {
    const start = Number(token ?? 0);
    const end = start + this.#settings.pageSize;
    return { items: all.slice(start, end), ...(end < all.length ? { next: String(end) } : {}) };
  }
}

function settle(changeSet: ChangeSet, failure: string | undefined): void {
  if (failure !== undefined) {
    changeSet.status = 'FAILED';
    changeSet.reason = failure;
    return;
  }
  if (changeSet.changes.length > 0) {
    changeSet.status = 'CREATE_COMPLETE';
    return;
  }
  changeSet.status = 'FAILED';
  changeSet.reason =
    "The submitted information didn't contain changes. Submit different information to create a change set.";
}

function refuseBusy({ id, status }: Stack): void {
  if (!status.endsWith('_IN_PROGRESS') || status === 'REVIEW_IN_PROGRESS') return;
  throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}

/** CloudFormation tells the two kinds of change set apart, and takes none for a stack that only can go. */
function refuseUpdate(stack: Stack, isUpdate: boolean): void {
  refuseBusy(stack);
  const { id, name, status } = stack;
  const isReview = status === 'REVIEW_IN_PROGRESS';
  if (isUpdate && isReview) throw validationError(`Stack [${name}] does not exist`);
  if (!isUpdate && !isReview)
    throw validationError(
      `Stack [${name}] already exists and cannot be created again with the changeSet.`,
    );
  if (/^(ROLLBACK|DELETE|CREATE)_FAILED$|^ROLLBACK_COMPLETE$/.test(status)) {
    throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
  }
}

/** A template that makes roles has to be allowed to (CreateChangeSet, `Capabilities`). */
function needCapabilities({ resources }: Template, given: QueryValue | undefined): void {
  const makesRoles = Object.values(resources).some(({ Type }) => Type === 'AWS::IAM::Role');
  if (!makesRoles || (Array.isArray(given) && given.includes('CAPABILITY_IAM'))) return;
  throw new ServiceError(
    'InsufficientCapabilitiesException',
    'Requires capabilities : [CAPABILITY_IAM]',
  );
}
