import type { UserPoolOptions } from '@repo/local-user-pool';
import { afterEach } from 'vitest';
import { rigWith, withPeople } from './people';
import type { Rig } from './rig';

/** A pool that knows everyone and gives a new refresh token at each refresh. */
export const rotating: UserPoolOptions = {
  ...withPeople,
  refreshTokenRotation: { graceSeconds: 0 },
};

/**
 * A function that signs people in one after the other, each time at a rig of its own, which is closed
 * after the test. To be called once in a file, outside of its tests.
 *
 * @param use takes the rig
 */
export function signingIn(
  use: (rig: Rig) => void,
): (...parameters: Parameters<typeof rigWith>) => Promise<void> {
  let rig: Rig | null = null;
  afterEach(() => {
    rig?.close();
    rig = null;
  });
  return async (...parameters) => {
    rig = await rigWith(...parameters);
    use(rig);
  };
}

/** Until everything that was begun has come to rest. */
export const rest = () => new Promise((resolve) => setTimeout(resolve, 30));
