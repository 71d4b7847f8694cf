import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { EngineRig } from './engine-rig';

/** What the tests publish. */
export const release = { version: '1.3.0', content: randomBytes(1_000_000) };
export const refused = { code: 'update-refused' };
export const unreachable = { code: 'update-unreachable' };

/** Finds the version that is there, and fetches it. @returns the percents that were told */
export async function fetchUpdate(rig: EngineRig): Promise<number[]> {
  const percents: number[] = [];
  expect(await rig.engine.check()).toMatchObject({ version: release.version });
  await rig.engine.download((percent) => percents.push(percent));
  return percents;
}

/** What a failed download comes to: nothing is kept. */
export async function expectNothing(
  rig: EngineRig,
  problem: object,
  download: Promise<unknown> = fetchUpdate(rig),
): Promise<void> {
  await expect(download).rejects.toMatchObject(problem);
  expect(await rig.kept()).toEqual([]);
  expect(await readFile(rig.installed, 'utf8')).toBe('the old version');
}
