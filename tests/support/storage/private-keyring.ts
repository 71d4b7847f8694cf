import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A keyring of its own on a message bus of its own, in a temporary folder: never the developer's. */
export interface PrivateKeyring {
  /** The environment in which `secret-tool` and libsecret find it. */
  readonly env: NodeJS.ProcessEnv;
  /** As the desktop does when the screen is locked: by D-Bus, so that no dialog comes up. */
  lock(): void;
  /** As the desktop does at login: over the daemon's own socket, like `pam_gnome_keyring`. */
  unlock(): Promise<void>;
  /** Sends a signal to the daemon: SIGSTOP makes it hang, SIGKILL ends it. */
  signal(signal: NodeJS.Signals): void;
  /** Starts the daemon anew, on the same keyring. */
  restart(): Promise<void>;
  stop(): void;
}

const needed = ['dbus-daemon', 'gnome-keyring-daemon', 'secret-tool', 'gdbus'] as const;
const password = 'password';

/** Why the tests with a real keyring were switched off, or `null`. */
export function switchedOff(): string | null {
  if (process.env.KEYRING_TESTS === 'off') return 'KEYRING_TESTS=off';
  return process.platform === 'linux' ? null : 'a private keyring can be made on Linux only';
}

/**
 * @param services `false`: a bus on which nothing provides a keyring
 * @param hasDefault `false`: a fresh home, in which no keyring has been made
 * @throws Error that names the missing program, when the machine can't do this
 */
export async function startPrivateKeyring({
  services = true,
  hasDefault = true,
} = {}): Promise<PrivateKeyring> {
  const missing = needed.filter((program) => spawnSync('which', [program]).status !== 0);
  if (missing.length > 0) {
    throw new Error(
      `The keyring tests need ${missing.join(', ')}: run scripts/setup.sh, or set KEYRING_TESTS=off.`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  for (const name of ['data', 'run', 'home']) mkdirSync(join(folder, name), { mode: 0o700 });
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
  };
  delete env.DISPLAY;
  delete env.WAYLAND_DISPLAY;

  const children: ChildProcess[] = [];
  // A daemon that was stopped takes no other signal.
  const stop = () => {
    for (const child of children.reverse()) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const configuration = join(folder, 'bus.conf');
  writeFileSync(configuration, busConfiguration(join(folder, 'bus')));
  const bus = spawn(
    'dbus-daemon',
    [`--config-file=${configuration}`, '--nofork', '--print-address'],
    {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  children.push(bus);
  const [address] = await once(bus.stdout, 'data');
  env.DBUS_SESSION_BUS_ADDRESS = String(address).trim();

  const restart = async () => {
    const daemon = spawn(
      'gnome-keyring-daemon',
      ['--foreground', ...(hasDefault ? ['--unlock'] : []), '--components=secrets'],
      { env, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    children.push(daemon);
    daemon.stdin.end(password);
    await untilProvided(env, hasDefault);
  };
  if (services) await restart();
  return {
    env,
    lock: () => lock(env),
    unlock: () => unlock(join(folder, 'run', 'keyring', 'control')),
    signal: (signal) => void children.at(-1)?.kill(signal),
    restart,
    stop,
  };
}

const lockCall = [
  ...['call', '--session', '--dest=org.freedesktop.secrets'],
  ...['--object-path=/org/freedesktop/secrets', '--method=org.freedesktop.Secret.Service.Lock'],
  "['/org/freedesktop/secrets/collection/login']",
];

function lock(env: NodeJS.ProcessEnv): void {
  const { status, stderr } = spawnSync('gdbus', lockCall, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the keyring could not be locked: ${stderr}`);
}

/** gnome-keyring, daemon/control/gkd-control-server.c: a byte, then length, operation, password. */
async function unlock(socketPath: string): Promise<void> {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const operation = [number(1), number(password.length), Buffer.from(password)];
  const length = 4 + Buffer.concat(operation).length;
  const socket = createConnection(socketPath);
  socket.write(Buffer.concat([Buffer.alloc(1), number(length), ...operation]));
  const [reply] = await once(socket, 'data');
  socket.destroy();
  if (reply.readUInt32BE(4) !== 0) throw new Error('the keyring could not be unlocked');
}

/** No activation of services: what isn't started here isn't there, above all no password dialog. */
function busConfiguration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>`;
}

async function untilProvided(env: NodeJS.ProcessEnv, hasDefault: boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  const [command, ...probe] = hasDefault
    ? ['secret-tool', 'store', '--label=probe', 'probe', 'probe']
    : ['gdbus', 'introspect', '--session', '-d', 'org.freedesktop.secrets', '-o', '/'];
  while (spawnSync(command ?? '', probe, { env, input: 'x' }).status !== 0) {
    if (Date.now() > deadline) {
      throw new Error('gnome-keyring did not start; set KEYRING_TESTS=off to go without it.');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  spawnSync('secret-tool', ['clear', 'probe', 'probe'], { env });
}
