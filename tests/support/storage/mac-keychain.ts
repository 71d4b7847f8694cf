import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The login keychain's entries of a service, by what no permission is needed for: account name and time of the last
 * change, to the second. A program that reads the password of another program's entry waits for the user's consent.
 */
export async function macEntries(service: string): Promise<string[]> {
  const { stdout } = await run('security', ['dump-keychain'], { maxBuffer: 100_000_000 });
  return entriesIn(stdout, service);
}

/** @param dump as `security dump-keychain` prints it, without `-d` */
export function entriesIn(dump: string, service: string): string[] {
  return dump
    .split(/^keychain: /m)
    .filter((entry) => entry.includes(`"svce"<blob>="${service}"`))
    .map((entry) =>
      ['acct', 'mdat'].map((name) => new RegExp(`"${name}"<\\w+>=(.*)`).exec(entry)?.[1]).join(' '),
    );
}

/** Deletes them, which needs no consent either. */
export async function deleteMacEntries(service: string): Promise<void> {
  while ((await macEntries(service)).length > 0) {
    await run('security', ['delete-generic-password', '-s', service]);
  }
}
