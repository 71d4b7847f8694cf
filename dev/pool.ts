import { runCommand } from '@repo/local-user-pool/cli';
import { registeredUris } from './registered-uris';

/** `npm run pool`: the local user pool, where this app is registered. */
runCommand(process.argv.slice(2), { command: 'npm run pool --', ...registeredUris });
