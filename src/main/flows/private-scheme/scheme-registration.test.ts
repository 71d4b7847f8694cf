import { describe, expect, it, vi } from 'vitest';
import { launchArguments, opensScheme } from './scheme-registration';

const scheme = 'com.example.app';

function fakeApp(isPackaged: boolean) {
  const isDefaultProtocolClient = vi.fn((..._: unknown[]) => true);
  return { isPackaged, getAppPath: () => 'C:\\code\\app', isDefaultProtocolClient };
}

describe('whether the system opens links with this app', () => {
  it.each(['linux', 'darwin'] as const)('is asked by the scheme alone on %s', (platform) => {
    const app = fakeApp(false);
    expect(opensScheme(app, scheme, platform)).toBe(true);
    expect(app.isDefaultProtocolClient).toHaveBeenCalledExactlyOnceWith(scheme);
  });

  it.each([
    [true, ['--']],
    [false, ['C:\\code\\app', '--']],
  ])(
    'SEC-49: is asked by the whole command line on Windows, with a --; packaged: %s',
    (isPackaged, args) => {
      const app = fakeApp(isPackaged);
      opensScheme(app, scheme, 'win32');
      expect(app.isDefaultProtocolClient).toHaveBeenCalledExactlyOnceWith(
        scheme,
        process.execPath,
        args,
      );
      expect(launchArguments(isPackaged ? null : app.getAppPath())).toEqual(args);
    },
  );
});
