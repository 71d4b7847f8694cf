import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EncryptedFileStore } from '../../../src/main/storage/encrypted-file/encrypted-file-store';
import { FallbackStore } from '../../../src/main/storage/encrypted-file/fallback-store';
import { createSecretStore } from '../../../src/main/storage/keychain/keychain-store';
import { AesCipher } from './aes-cipher';
import { collectingLog } from './collecting-log';
import { FakeKeytar } from './fake-keytar';

export const account = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 's',
  provider: 'https://sign-in.example',
};
const noKeychain = 'The name org.freedesktop.secrets was not provided by any .service files';

/** A computer with a keychain and a file, on which processes with a `FallbackStore` start. */
export async function startComputer() {
  const folder = await mkdtemp(join(tmpdir(), 'fallback-'));
  const entries = new Map<string, string>();
  let cipher = new AesCipher();
  const log = collectingLog();

  /** A process that has a keychain or not, and ends after so many calls of either place. */
  function start({
    keychain = true,
    lives = Number.POSITIVE_INFINITY,
    reason = 'keychain-unavailable' as 'keychain-unavailable' | 'keychain-too-large',
  } = {}) {
    const keytar = new FakeKeytar(entries);
    const isWindows = reason === 'keychain-too-large';
    if (isWindows) keytar.limitBytes = 2_560;
    let calls = 0;
    const step = () => {
      calls += 1;
      if (calls > lives) throw new Error('the process has ended');
    };
    keytar.failure = keychain ? null : noKeychain;
    keytar.beforeCall = step;
    const first = createSecretStore({
      ...{ service: 'test.service', log, timeoutMs: 30 },
      load: async () => keytar,
      platform: isWindows ? 'win32' : 'linux',
    });
    const file = new EncryptedFileStore({
      ...{ file: join(folder, 'secrets.json'), log, timeoutMs: 30 },
      cipher,
    });
    const counted = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
      return async (...args: A) => {
        step();
        return work(...args);
      };
    };
    const place = {
      has: counted(file.has.bind(file)),
      get: counted(file.get.bind(file)),
      set: counted(file.set.bind(file)),
      delete: counted(file.delete.bind(file)),
      onAvailable: file.onAvailable.bind(file),
    };
    return { keytar, file, store: new FallbackStore(first, { place, reason, log }) };
  }

  return {
    entries,
    log,
    start,
    /** The system's encryption stops working. */
    loseEncryption() {
      cipher.isAvailable = false;
    },
    /** The system has another key from now on. */
    loseKey() {
      cipher = new AesCipher();
    },
    close: () => rm(folder, { recursive: true }),
  };
}

export const failing = (code: string) => ({ code: `keychain-${code}` });

/** Whether the work was done; `false` if it failed. */
export const settled = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );
