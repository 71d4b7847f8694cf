import { randomUUID } from 'node:crypto';
import type { ResourceChange } from './changes';
import type { LiveResource } from './live-resource';
import type { Plan } from './plan';

export interface StackEvent {
  readonly StackId: string;
  readonly EventId: string;
  readonly StackName: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly Timestamp: Date;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  readonly parameters: Readonly<Record<string, string>>;
  readonly changes: readonly ResourceChange[];
  status: 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE' | 'FAILED';
  reason?: string;
}

/** A stack, with all that CloudFormation remembers of it. */
export class Stack {
  readonly id: string;
  readonly name: string;
  status = 'REVIEW_IN_PROGRESS';
  /** What it was made from last; `null` before that. */
  plan: Plan | null = null;
  parameters: Readonly<Record<string, string>> = {};
  outputs: Readonly<Record<string, string>> = {};
  terminationProtection = false;
  readonly resources = new Map<string, LiveResource>();
  readonly changeSets = new Map<string, ChangeSet>();
  /** Oldest first. */
  readonly events: StackEvent[] = [];

  constructor(name: string, region: string) {
    this.name = name;
    this.id = `arn:aws:cloudformation:${region}:123456789012:stack/${name}/${randomUUID()}`;
    this.record(this.status, 'User Initiated');
  }

  /** A new status of the stack itself. */
  record(status: string, reason?: string): void {
    this.status = status;
    this.#add(this.name, this.id, 'AWS::CloudFormation::Stack', status, reason);
  }

  /** A new status of one of its resources. */
  recordOf(
    { id, type, physicalId = '' }: Pick<LiveResource, 'id' | 'type'> & { physicalId?: string },
    status: string,
    reason?: string,
  ): void {
    this.#add(id, physicalId, type, status, reason);
  }

  #add(id: string, physicalId: string, type: string, status: string, reason?: string): void {
    this.events.push({
      StackId: this.id,
      EventId: randomUUID(),
      StackName: this.name,
      LogicalResourceId: id,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Timestamp: new Date(),
      ResourceStatus: status,
      ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
    });
  }
}
