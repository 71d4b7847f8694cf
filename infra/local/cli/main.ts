import { defaultUri } from '../options/resolve-clients';
import { runCommand } from './run';

/** The command of the package that `package/main.ts` makes. */
runCommand(process.argv.slice(2), {
  command: 'npx cognito-local-user-pool',
  redirectUris: [defaultUri],
  signOutUris: [defaultUri],
});
