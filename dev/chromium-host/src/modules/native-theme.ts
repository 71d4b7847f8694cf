import { HostObject } from '../shared/not-implemented';

type ThemeSource = 'system' | 'light' | 'dark';

/** Pages keep Chromium's own colour scheme. https://www.electronjs.org/docs/latest/api/native-theme */
export class NativeTheme extends HostObject {
  private source: ThemeSource = 'system';

  constructor() {
    super('nativeTheme');
  }

  get themeSource(): ThemeSource {
    return this.source;
  }

  set themeSource(source: ThemeSource) {
    const before = this.shouldUseDarkColors;
    this.source = source;
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }

  /** The system's own theme counts as light. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

export const nativeTheme = new NativeTheme();
