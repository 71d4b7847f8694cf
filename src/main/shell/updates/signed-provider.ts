import type { ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater';
import {
  Provider,
  type ProviderRuntimeOptions,
  resolveFiles,
} from 'electron-updater/out/providers/Provider';
import { AppError } from '../../auth/errors';
import type { UpdateSettings } from '../../config';
import { readFeed } from './feed';
import { isSignedFeed } from './feed-signature';
import type { UpdateHttp } from './update-http';

/** A feed is a few lines; so large is none, in bytes. */
const maxFeedBytes = 100_000;

export interface SignedFeedOptions {
  readonly provider: 'custom';
  readonly updateProvider: typeof SignedProvider;
  readonly settings: UpdateSettings;
  readonly http: UpdateHttp;
}

/**
 * Where electron-updater learns of versions: a folder like that of its `generic` provider, of which nothing is
 * believed but what is signed (SEC-71). The feed names the SHA-512 of each file, so that the files are too.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #settings: UpdateSettings;
  readonly #http: UpdateHttp;

  constructor(
    { settings, http }: SignedFeedOptions,
    _updater: unknown,
    runtime: ProviderRuntimeOptions,
  ) {
    super(runtime);
    this.#settings = settings;
    this.#http = http;
  }

  /** @throws AppError `update-refused`, or whatever the network says */
  async getLatestVersion(): Promise<UpdateInfo> {
    const { feed: folder, keys } = this.#settings;
    const file = `${this.getDefaultChannelName()}.yml`;
    const url = new URL(file, folder);
    this.#http.maxBytes = maxFeedBytes;
    const text = await this.#get(url);
    const signature = await this.#get(new URL(`${file}.sig`, folder)).catch(unlessMissing);
    if (!isSignedFeed(keys, file, text, signature)) throw new AppError('update-refused');
    try {
      const { info, maxBytes } = readFeed(text, file, url);
      this.#http.maxBytes = maxBytes;
      return info;
    } catch (cause) {
      throw new AppError('update-refused', { cause });
    }
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, new URL(this.#settings.feed));
  }

  /** Without electron-updater's headers: one of them tells this computer from all others. */
  async #get(url: URL): Promise<string> {
    const { protocol, hostname, port, pathname } = url;
    const text = await this.#http.request({ protocol, hostname, port, path: pathname });
    return text ?? '';
  }
}

/** A server that has the feed and not its signature is reached: what it has is not signed. */
function unlessMissing(error: Error & { readonly statusCode?: number }): string {
  if (error.statusCode === 404) return '';
  throw error;
}
