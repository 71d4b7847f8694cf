import { appClientDifferences } from './app-client';
import type { Difference } from './difference';
import { templateDifferences } from './template';
import { userPoolDifferences } from './user-pool';

/** Everything that the local pool does in another way than a template says: the table of docs/user-pool.md. */
export const differences: readonly Difference[] = [
  userPoolDifferences,
  appClientDifferences,
  templateDifferences,
].flatMap((group) => Object.values<Difference>(group));
