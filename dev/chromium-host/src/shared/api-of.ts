import type { EventEmitter } from 'node:events';

/**
 * The part of Electron's class that the host's class has too, with Electron's types.
 * `Except` names the members whose objects are the host's, which implement a part of Electron's.
 */
export type ApiOf<Own, Electrons, Except = never> = Pick<
  Electrons,
  Exclude<keyof Own & keyof Electrons, keyof EventEmitter | Except>
>;
