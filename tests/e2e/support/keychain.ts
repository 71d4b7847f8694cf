import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { identity } from '../../../src/shared/identity';

const run = promisify(execFile);

/**
 * The secrets that the OS keychain holds for this app, read by other means than the app's own code:
 * `secret-tool` on Linux, the keychain module itself elsewhere.
 */
export async function keychainEntries(): Promise<string[]> {
  if (process.platform !== 'linux') {
    const { findCredentials } = await import('keytar');
    return (await findCredentials(identity.keychainService)).map((entry) => entry.password);
  }
  const query = ['search', '--all', '--unlock', 'service', identity.keychainService];
  const { stdout } = await run('secret-tool', query).catch((error: { code?: number }) => {
    if (error.code === 1) return { stdout: '' }; // secret-tool's answer for "none"
    throw error;
  });
  return [...stdout.matchAll(/^secret = (.*)$/gm)].map((match) => match[1] ?? '');
}

/**
 * Removes what an earlier test left: on Linux, where the keyring is the tests' own, and on the machines of CI, which
 * are nobody's. Elsewhere the keychain is the person's own.
 */
export async function emptyKeychain(): Promise<void> {
  if (process.platform === 'linux') {
    await run('secret-tool', ['clear', 'service', identity.keychainService]).catch(() => undefined);
  } else if (process.env.CI === 'true') {
    const { deletePassword, findCredentials } = await import('keytar');
    for (const { account } of await findCredentials(identity.keychainService))
      await deletePassword(identity.keychainService, account);
  }
}
