import type { ServerMetadata } from 'openid-client';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import type { Clock } from '../../util/clock';
import type { Log } from '../../util/log';
import type { DiscoveryCache } from '../ports';
import { checkedMetadata, cognitoMetadata, discover } from './provider-metadata';

/** A kept document that is older is not looked at any more, in ms. */
export const longestKeptMs = 7 * 24 * 3_600_000;

export interface MetadataSourceOptions {
  readonly config: Config;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Where the discovery document is kept from one launch to the next; without one, it is not. */
  readonly discoveryCache?: DiscoveryCache | undefined;
  readonly log?: Log | undefined;
}

/**
 * What is known of the provider: with Cognito from the settings alone; else from the discovery document,
 * the one of an earlier launch first, which is then fetched again in the background. A kept one is
 * believed no more than one just fetched: it is checked against the settings of today.
 */
export class MetadataSource {
  readonly #options: MetadataSourceOptions;
  #known: ServerMetadata | null = null;
  #recalled: Promise<void> | null = null;

  constructor(options: MetadataSourceOptions) {
    this.#options = options;
  }

  /** Without asking the provider. */
  get known(): ServerMetadata | null {
    return this.#known;
  }

  /** @throws AppError as `checkedMetadata` does, or the network's codes */
  async get(signal: AbortSignal): Promise<ServerMetadata> {
    await this.recall();
    return this.#known ?? this.#ask(signal);
  }

  /** Takes up what an earlier launch has kept, where that can be used. Does not reject. */
  recall(): Promise<void> {
    this.#recalled ??= this.#recall();
    return this.#recalled;
  }

  async #recall(): Promise<void> {
    const { config, discoveryCache } = this.#options;
    if (config.provider.kind === 'cognito') {
      this.#known = cognitoMetadata(config.provider);
    } else if (discoveryCache !== undefined) {
      this.#known = await this.#kept(discoveryCache, config.provider.issuer);
      if (this.#known !== null) void this.#renew();
    }
  }

  async #kept(cache: DiscoveryCache, issuer: string): Promise<ServerMetadata | null> {
    const { config, clock, log } = this.#options;
    const kept = await cache.read();
    if (kept === null || kept.issuer !== issuer) return null;
    const age = clock.now() - kept.fetchedAt;
    // A date in the future: the clock was wrong, then or now.
    if (age < 0 || age > longestKeptMs) return null;
    try {
      return checkedMetadata(kept.document, config);
    } catch (error) {
      log?.warn('auth.cached-metadata-refused', { code: AppError.from(error).code });
      return null;
    }
  }

  /** What can't be had, or not be used, leaves us with what we have: it was good, and may be still. */
  async #renew(): Promise<void> {
    await this.#ask(new AbortController().signal).catch((error: unknown) => {
      const { code } = AppError.from(error);
      this.#options.log?.info('auth.metadata-not-renewed', { code });
    });
  }

  async #ask(signal: AbortSignal): Promise<ServerMetadata> {
    const { config, clock, discoveryCache } = this.#options;
    const document = await discover(config, { ...this.#options, signal });
    const metadata = checkedMetadata(document, config);
    this.#known = metadata;
    // Nobody waits for the disk.
    void discoveryCache?.write({ issuer: document.issuer, fetchedAt: clock.now(), document });
    return metadata;
  }
}
