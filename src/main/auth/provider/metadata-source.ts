import type { ServerMetadata } from 'openid-client';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { untilAborted } from '../../util/async';
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
 * What is known of the provider: with Cognito from the settings alone; else from the discovery document, which each
 * launch fetches from the issuer. The document of an earlier launch decides nothing but what the window offers
 * meanwhile: other programs of the user can change the file, and requests with codes and tokens go where the document
 * says (SEC-73).
 */
export class MetadataSource {
  readonly #options: MetadataSourceOptions;
  #known: ServerMetadata | null = null;
  #cached: ServerMetadata | null = null;
  #recalled: Promise<void> | null = null;
  #asking: Promise<ServerMetadata> | null = null;

  constructor(options: MetadataSourceOptions) {
    this.#options = options;
  }

  /** Without asking the provider. */
  get known(): ServerMetadata | null {
    return this.#known;
  }

  /** For what the window offers: may come from an earlier launch. Nothing may be sent where it says. */
  get hints(): ServerMetadata | null {
    return this.#known ?? this.#cached;
  }

  /** @throws AppError as `checkedMetadata` does, or the network's codes */
  async get(signal: AbortSignal): Promise<ServerMetadata> {
    await this.recall();
    return this.#known ?? untilAborted(this.#ask(), signal);
  }

  /** Reads the document of an earlier launch, and asks for it anew in the background. Does not reject. */
  recall(): Promise<void> {
    this.#recalled ??= this.#recall();
    return this.#recalled;
  }

  async #recall(): Promise<void> {
    const { config, discoveryCache } = this.#options;
    if (config.provider.kind === 'cognito') {
      this.#known = cognitoMetadata(config.provider);
      return;
    }
    this.#ask().catch((error: unknown) => {
      this.#options.log?.info('auth.metadata-not-fetched', { code: AppError.from(error).code });
    });
    if (discoveryCache !== undefined) {
      this.#cached = await this.#kept(discoveryCache, config.provider.issuer);
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

  /** One request at a time, for any number of callers. */
  #ask(): Promise<ServerMetadata> {
    this.#asking ??= this.#fetch().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #fetch(): Promise<ServerMetadata> {
    const { config, clock, discoveryCache } = this.#options;
    const { signal } = new AbortController();
    const document = await discover(config, { ...this.#options, signal });
    const metadata = checkedMetadata(document, config);
    this.#known = metadata;
    // Nobody waits for the disk.
    void discoveryCache?.write({ issuer: document.issuer, fetchedAt: clock.now(), document });
    return metadata;
  }
}
