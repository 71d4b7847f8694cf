import { createHash } from 'node:crypto';

/** A manifest for these parts, as `docs/keychain.md` describes it. */
export function manifestFor(parts: readonly string[], generation: string): Record<string, unknown> {
  const text = parts.join('');
  return {
    v: 2,
    generation,
    parts: parts.length,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('base64url'),
  };
}

/** The token that the entries hold under `name`; `null`: there is none; `corrupt`: not ours. */
export function tokenIn(
  entries: ReadonlyMap<string, string>,
  name: string,
): { readonly token: string | null } | 'corrupt' {
  const entry = entries.get(name);
  if (entry === undefined) return { token: null };
  const manifest = membersOf(entry);
  if (manifest === null || !isManifest(manifest)) return tokenOf(entry);
  const parts = Array.from({ length: Number(manifest.parts) }, (_, index) =>
    entries.get(`${name}.${manifest.generation}${index}`),
  );
  if (parts.some((part) => part === undefined)) return 'corrupt';
  const right = manifestFor(parts.map(String), String(manifest.generation));
  const isWhole = manifest.bytes === right.bytes && manifest.sha256 === right.sha256;
  return isWhole ? tokenOf(parts.join('')) : 'corrupt';
}

function isManifest({ v, generation, parts, bytes, sha256, ...more }: Record<string, unknown>) {
  return (
    v === 2 &&
    (generation === 'a' || generation === 'b') &&
    Number.isInteger(parts) &&
    Number(parts) >= 1 &&
    Number(parts) <= 16 &&
    Number.isSafeInteger(bytes) &&
    Number(bytes) > 0 &&
    typeof sha256 === 'string' &&
    sha256.length === 43 &&
    Object.keys(more).length === 0
  );
}

function tokenOf(text: string): { readonly token: string } | 'corrupt' {
  const { v, refreshToken, ...more } = membersOf(text) ?? {};
  const isOurs = v === 1 && typeof refreshToken === 'string' && refreshToken !== '';
  return isOurs && Object.keys(more).length === 0 ? { token: refreshToken } : 'corrupt';
}

function membersOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return null;
  }
}
