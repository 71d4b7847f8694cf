import type { Hooks } from '../hooks';
import type { DemoStore } from './store';

/** What the endpoints share. */
export interface Demo {
  readonly issuer: string;
  readonly store: DemoStore;
  readonly hooks: Pick<Hooks, 'idToken' | 'signWith'>;
  readonly clock: () => number;
}
