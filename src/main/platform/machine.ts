import type { Net, PowerMonitor } from 'electron';
import type { Machine } from '../auth/ports';

/** Electron's knowledge of the network and of the person's presence (docs/api/net, power-monitor). */
export function createMachine(
  net: Pick<Net, 'isOnline'>,
  powerMonitor: Pick<PowerMonitor, 'getSystemIdleTime'>,
): Machine {
  return {
    isOnline: () => net.isOnline(),
    idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
  };
}
