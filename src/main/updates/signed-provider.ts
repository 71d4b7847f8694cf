import { Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import type { UpdateSettings } from '../config';
import { AppError } from '../problems/app-error';
import { readFeed } from './feed';
import { isSignedFeed } from './feed-signature';
import type { RequestLimits } from './request-limits';

/** A feed is a few lines, in bytes. */
const maxFeedBytes = 100_000;

export interface SignedFeedOptions {
  readonly provider: 'custom';
  readonly updateProvider: typeof SignedProvider;
  readonly settings: UpdateSettings;
  readonly limits: RequestLimits;
}

/**
 * A custom provider of electron-updater: a folder as for its `generic` provider, whose feed counts only with a
 * valid signature (SEC-71). The feed has the SHA-512 of each file, so the files are authenticated too.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #settings: UpdateSettings;
  readonly #limits: RequestLimits;

  /** @param runtime is passed on; electron-updater doesn't export its type */
  constructor({ settings, limits }: SignedFeedOptions, _updater: unknown, runtime: never) {
    super(runtime);
    this.#settings = settings;
    this.#limits = limits;
    limits.applyTo(this.executor);
  }

  /** Ignores electron-updater's headers: one of them identifies this computer. */
  override setRequestHeaders(): void {}

  /** @throws AppError `update-refused`, or the network's error */
  async getLatestVersion(): Promise<UpdateInfo> {
    const { feed: folder, keys } = this.#settings;
    const file = `${this.getDefaultChannelName()}.yml`;
    this.#limits.maxBytes = maxFeedBytes;
    const text = (await this.httpRequest(new URL(file, folder))) ?? '';
    const signature = await this.httpRequest(new URL(`${file}.sig`, folder)).catch(unlessMissing);
    if (!isSignedFeed(keys, file, text, signature ?? '')) throw new AppError('update-refused');
    try {
      const { info, maxBytes } = readFeed(text);
      this.#limits.maxBytes = maxBytes;
      return info;
    } catch (cause) {
      throw new AppError('update-refused', { cause });
    }
  }

  resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
    return files.map((info) => ({ url: new URL(info.url, this.#settings.feed), info }));
  }
}

/** A server with a feed and no signature is reachable, and its feed is unsigned. */
function unlessMissing(error: Error & { readonly statusCode?: number }): string {
  if (error.statusCode === 404) return '';
  throw error;
}
