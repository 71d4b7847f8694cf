import type { UpdateInfo } from 'electron-updater';
import { load } from 'js-yaml';
import { z } from 'zod';

/** The largest download that is begun, in bytes: no installer of this app comes near it. */
const maxInstaller = 1_000_000_000;

const feedShape = z.object({
  version: z.string().regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(-[\w.-]+)?(\+[\w.-]+)?$/),
  files: z
    .array(
      z.object({
        url: z.string().min(1).max(2_000),
        // SHA-512 is 64 bytes: 88 characters of base64.
        sha512: z.base64().length(88),
        size: z.int().positive().max(maxInstaller),
      }),
    )
    .min(1)
    .max(50),
});

/** As electron-builder writes it to `latest*.yml`. */
export interface Feed {
  readonly info: UpdateInfo;
  /** The largest response that belongs to this update, in bytes. */
  readonly maxBytes: number;
}

/**
 * Reads the text of a feed whose signature is right.
 * @throws Error when it isn't YAML, or lacks what an update needs
 */
export function readFeed(text: string): Feed {
  const info = load(text) as UpdateInfo;
  const { files } = feedShape.parse(info);
  return { info, maxBytes: Math.max(...files.map(({ size }) => size)) };
}
