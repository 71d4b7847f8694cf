import { readFileSync } from 'node:fs';

/** The two ends of an accepted connection. */
export interface ConnectionPorts {
  readonly localPort?: number | undefined;
  readonly remotePort?: number | undefined;
}

/** Columns of a line, of `seq_printf` in the kernel's net/ipv4/tcp_ipv4.c: addresses with ports in hexadecimal. */
const columns = /^\s*\d+: \w+:(\w{4}) \w+:(\w{4}) \w{2} \S+ \S+ \S+ +(\d+) +\d+ (\d+)/;

/**
 * Whether the program at the other end of a loopback connection runs as this user, or as root, which relays the
 * connections of a browser outside (WSL). Others can read the authorization URL on the browser's command line,
 * sign in there themselves, and bring the code here: the user would be in the account of someone else (SEC-22).
 *
 * Linux says so in `/proc/net/tcp`. Windows and macOS do not without native code: there it is always true, and so it is
 * where the table can't be read.
 */
export function isOwnUser(
  { localPort, remotePort }: ConnectionPorts,
  uid = process.getuid?.(),
  readTable = readConnections,
): boolean {
  const table = readTable();
  if (table === null) return true;
  const peers = table.split('\n').flatMap((line) => {
    const [, from = '', to = '', owner, inode] = columns.exec(line) ?? [];
    const isPeer =
      Number.parseInt(from, 16) === remotePort && Number.parseInt(to, 16) === localPort;
    return isPeer ? [{ owner: Number(owner), inode }] : [];
  });
  // A socket that its program has closed has no inode, and says it is root's.
  return (
    peers.length > 0 &&
    peers.every(({ owner, inode }) => inode !== '0' && (owner === uid || owner === 0))
  );
}

/** All TCP connections of this computer, or `null`. */
function readConnections(): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return ['tcp', 'tcp6'].map((name) => readFileSync(`/proc/net/${name}`, 'latin1')).join('\n');
  } catch {
    return null;
  }
}
