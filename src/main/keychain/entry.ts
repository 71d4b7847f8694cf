import { z } from 'zod';
import { AuthError } from '../auth/errors';

/**
 * What stands in the keychain, as compact JSON. `v` is the format: `1` is the whole token in one
 * entry. A later format that splits a long token would keep a manifest (`v: 2`, generation, number
 * of parts, checksum) in this same entry and the parts beside it, so that one write switches over.
 */
const entrySchema = z.strictObject({ v: z.literal(1), refreshToken: z.string().min(1) });

/**
 * Windows Credential Manager takes 2560 bytes (`CRED_MAX_CREDENTIAL_BLOB_SIZE`). Cognito's refresh
 * tokens are about 1.8 kB; the rest is a margin.
 */
const windowsLimitBytes = 2400;

/** @throws AuthError `keychain-too-large` when the platform's keychain can't hold the entry. */
export function encodeEntry(refreshToken: string, platform: NodeJS.Platform): string {
  const text = JSON.stringify(entrySchema.parse({ v: 1, refreshToken }));
  if (platform === 'win32' && Buffer.byteLength(text, 'utf8') > windowsLimitBytes) {
    throw new AuthError('keychain-too-large');
  }
  return text;
}

/** @throws AuthError `keychain-corrupt` when the text is not an entry of ours. */
export function decodeEntry(text: string): string {
  const entry = entrySchema.safeParse(parseJson(text));
  // No `cause`: a schema error can quote the value, and the value is the secret (SEC-68).
  if (!entry.success) throw new AuthError('keychain-corrupt');
  return entry.data.refreshToken;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
