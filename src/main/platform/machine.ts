import type { Net } from 'electron';
import type { Machine } from '../auth/ports';
import type { Presence } from './presence';

/** Electron's knowledge of the network (docs/api/net), and of the user's presence. */
export function createMachine(
  net: Pick<Net, 'isOnline'>,
  presence: Pick<Presence, 'idleMs'>,
): Machine {
  return {
    isOnline: () => net.isOnline(),
    idleMs: () => presence.idleMs(),
  };
}
