import type { StoredAccount } from '../../../src/main/auth/ports';

/** An account as the index file has it. */
export const entryOf = ({ isComplete: keep, ...stored }: StoredAccount) => ({ ...stored, keep });
