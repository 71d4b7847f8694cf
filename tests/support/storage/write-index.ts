import { createAccountIndex } from '../../../src/main/storage/files/account-index';
import { storedAccount } from '../auth/stored';
import { collectingLog } from './collecting-log';

/** Another process of the app: saves so many accounts, one after the other. `FILE NAME COUNT` */
const [file = '', name = '', count = '0'] = process.argv.slice(2);
const log = collectingLog();
const index = createAccountIndex({ file, log });
for (let n = 0; n < Number(count); n++) {
  // Long and short ones in turn, so that what is written over something longer would show.
  const groups = n % 2 === 0 ? [] : Array.from({ length: 200 }, (_, g) => `group-${g}`);
  const stored = storedAccount(`${name}-${n}`);
  await index.save({ ...stored, account: { ...stored.account, groups } }, { active: true });
}
process.stdout.write(log.text());
