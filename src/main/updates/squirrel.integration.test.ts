import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EngineRig, startEngineRig } from '../../../tests/support/updates/engine-rig';
import { release } from '../../../tests/support/updates/fetch-update';
import type { UpdaterEngine } from './updater-engine';

let rig: EngineRig;
let engine: UpdaterEngine;
beforeEach(async () => {
  rig = await startEngineRig();
  engine = rig.newEngine({ platform: 'darwin' });
  rig.server.publish({ ...release, installer: 'app.zip' });
  await engine.check();
});
afterEach(() => rig.close());

/** A download, once Squirrel has read the archive. */
async function readBySquirrel() {
  let isReady = false;
  const download = engine
    .download(() => {})
    .then(() => {
      isReady = true;
    });
  download.catch(() => {});
  await expect.poll(() => rig.native.received).toBe(release.content.length);
  // electron-updater is done when the archive is sent.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { download, isReady: () => isReady };
}

it('is ready on macOS when Squirrel has unpacked and checked it', async () => {
  const { download, isReady } = await readBySquirrel();
  expect(isReady()).toBe(false);
  rig.native.finish();
  await download;
});

it('fails on macOS when Squirrel refuses it', async () => {
  const { download } = await readBySquirrel();
  rig.native.finish(new Error('Code signature did not pass validation'));
  await expect(download).rejects.toMatchObject({ code: 'update-not-installed' });
});

it('can be cancelled on macOS while Squirrel is at work', async () => {
  const { download } = await readBySquirrel();
  engine.cancel();
  await expect(download).rejects.toMatchObject({ code: 'cancelled' });
});

it('SEC-50: gives up the single-instance lock when the app quits for the update, not before', async () => {
  const { download } = await readBySquirrel();
  engine.install();
  expect(rig.steps).toEqual([]);
  rig.native.finish();
  await download;
  expect(rig.steps).toContain('release lock');
});
