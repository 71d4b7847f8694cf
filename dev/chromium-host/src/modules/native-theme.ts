import type { CdpSession } from '../chromium/connection';
import { HostObject } from '../shared/not-implemented';

type ThemeSource = 'system' | 'light' | 'dark';

/** https://www.electronjs.org/docs/latest/api/native-theme */
export class NativeTheme extends HostObject {
  private source: ThemeSource = 'system';

  constructor() {
    super('nativeTheme');
  }

  get themeSource(): ThemeSource {
    return this.source;
  }

  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(
        `Error processing argument at index 0, conversion failure from ${source}`,
      );
    const before = this.shouldUseDarkColors;
    this.source = source;
    this.emit('chromium-host:source');
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }

  /** The system's own theme counts as light. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

export const nativeTheme = new NativeTheme();

/** Has a page prefer the colour scheme that the app sets. @returns ends it */
export function followTheme(cdp: CdpSession): () => void {
  const follow = (): void => {
    const { themeSource } = nativeTheme;
    const value = themeSource === 'system' ? '' : themeSource;
    cdp.post('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  };
  if (nativeTheme.themeSource !== 'system') follow();
  nativeTheme.on('chromium-host:source', follow);
  return () => nativeTheme.off('chromium-host:source', follow);
}
