import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { identity } from '../../../src/shared/identity';
import { deleteMacEntries, macEntries } from '../../support/storage/mac-keychain';

const run = promisify(execFile);
const { platform } = process;
const service = identity.keychainService;

/**
 * What the OS keychain holds for this app, one text for each entry, which changes with the entry. Read by other means than
 * the app's own code where there are any: the secrets by `secret-tool` on Linux and by the keychain module on Windows, and
 * the attributes on macOS.
 */
export async function keychainEntries(): Promise<string[]> {
  if (platform === 'darwin') return macEntries(service);
  if (platform === 'win32') {
    const { findCredentials } = await import('keytar');
    return (await findCredentials(service)).map((entry) => entry.password);
  }
  const query = ['search', '--all', '--unlock', 'service', service];
  const { stdout } = await run('secret-tool', query).catch((error: { code?: number }) => {
    if (error.code === 1) return { stdout: '' }; // secret-tool's answer for "none"
    throw error;
  });
  return [...stdout.matchAll(/^secret = (.*)$/gm)].map((match) => match[1] ?? '');
}

/**
 * Removes what an earlier test left: on Linux, where the keyring is the tests' own, and on the machines of CI, which
 * are nobody's. Elsewhere the keychain is the user's own.
 */
export async function emptyKeychain(): Promise<void> {
  if (platform === 'linux') {
    await run('secret-tool', ['clear', 'service', service]).catch(() => undefined);
  } else if (process.env.CI === 'true' && platform === 'darwin') {
    await deleteMacEntries(service);
  } else if (process.env.CI === 'true') {
    const { deletePassword, findCredentials } = await import('keytar');
    for (const { account } of await findCredentials(service))
      await deletePassword(service, account);
  }
}
