import { z } from 'zod';
import { AppError } from '../../problems/app-error';
import { parseJson } from '../files/parse-json';

/** A keychain entry, as compact JSON. */
const entrySchema = z.strictObject({ v: z.literal(1), refreshToken: z.string().min(1) });

export function encodeEntry(refreshToken: string): string {
  return JSON.stringify(entrySchema.parse({ v: 1, refreshToken }));
}

/** @throws AppError `keychain-corrupt` when the text is not an entry of ours. */
export function decodeEntry(text: string): string {
  const entry = entrySchema.safeParse(parseJson(text));
  // No `cause`: a schema error can quote the value, and the value is the secret (SEC-68).
  if (!entry.success) throw new AppError('keychain-corrupt');
  return entry.data.refreshToken;
}
