import type { Values } from '../../../cloudformation/template';
import type { LiveResource } from './live-resource';

export type Properties = Readonly<Values>;

/** What a service gives a new resource. */
export type Made = Pick<LiveResource, 'physicalId' | 'attributes'>;

/** Makes, changes and removes what stacks consist of; the services behind CloudFormation. */
export interface ResourceMaker {
  /** @throws Error whose message is the reason that the event gives */
  create(type: string, properties: Properties): Made;
  /** @throws Error likewise */
  update(live: LiveResource, properties: Properties): void;
  /** @throws Error likewise */
  remove(live: LiveResource): void;
}
