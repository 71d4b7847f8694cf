import type { PackedApp } from '../packed-app';

/** Bytes of ours in a package: the archive, and what stands beside it. */
export const mostBytes = 2_000_000;

export function tooLarge({ payload }: PackedApp): string[] {
  if (payload < mostBytes) return [];
  return [`the app is ${payload} bytes, and may be no more than ${mostBytes}`];
}
