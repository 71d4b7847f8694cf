import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/**
 * Makes a key pair for signing update feeds. The private key is written to `file` as PEM (PKCS #8), readable by
 * its owner only; an existing file is never overwritten.
 *
 * @returns the public key, as it is written in `updateKeys`
 * @throws Error `EEXIST` when the file exists
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
  // An option is a question for help, not a file name.
  if (file === undefined || file.startsWith('-')) {
    console.error('Name the file for the private key: npm run release:key -- FILE');
    process.exitCode = 2;
  } else {
    console.log(`Public key, for \`updateKeys\` in cognito.config.json: ${makeUpdateKey(file)}`);
    console.log(`The private key is in ${file}. Anyone who has it can send updates to all users.`);
    console.log('Save it as the secret UPDATE_SIGNING_KEY, keep a copy offline, delete the file.');
  }
}
