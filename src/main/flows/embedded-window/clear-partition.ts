import type { Session } from 'electron';
import type { Log } from '../../util/log';

/** Clears what a partition in memory holds. Never fails: the partition dies with the app anyway. */
export async function clearPartition(session: Session, log: Log): Promise<void> {
  try {
    await session.clearStorageData();
    await session.clearCache();
    await session.clearAuthCache();
    await session.closeAllConnections();
  } catch {
    log.warn('sign-in.partition-not-cleared');
  }
}
