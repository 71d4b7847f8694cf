import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/**
 * A new pair of keys for the feed of updates. The private one is written to `file` as PEM (PKCS #8), for its
 * owner alone; a file that is there already stays as it is.
 *
 * @returns the public key, as it stands in `updateKeys`
 * @throws Error `EEXIST` when the file is there
 */
export function makeUpdateKey(file: string): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  return publicKey.export({ format: 'jwk' }).x as string;
}

/** `npm run release:key -- FILE` */
if (process.argv[1] === import.meta.filename) {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Name the file that the private key is written to: npm run release:key -- FILE');
    process.exitCode = 2;
  } else {
    console.log(`Public key, for \`updateKeys\` in cognito.config.json: ${makeUpdateKey(file)}`);
    console.log(
      `The private key is in ${file}. Whoever has it can send updates to everybody: put it`,
    );
    console.log(
      'where the release finds it as UPDATE_SIGNING_KEY, keep a copy offline, delete the file.',
    );
  }
}
