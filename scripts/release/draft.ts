import { identity } from '../../src/shared/identity';
import type { Entry } from './changelog';

export interface Draft {
  readonly title: string;
  /** Markdown. */
  readonly notes: string;
  readonly isPrerelease: boolean;
}

/**
 * What the release says on GitHub: what changed, then how to tell a real package from another.
 *
 * @param repository `owner/name`
 */
export function draftOf({ version, notes }: Entry, repository: string): Draft {
  const text = [
    notes.trim(),
    '',
    '### Check what you downloaded',
    'The checksums of all files are in `SHA256SUMS`:',
    '`sha256sum --check --ignore-missing SHA256SUMS`.',
    'GitHub attests that they were built from this repository, and of what:',
    `\`gh attestation verify FILE --repo ${repository}\`.`,
  ];
  return {
    title: `${identity.productName} ${version}`,
    notes: `${text.join('\n')}\n`,
    isPrerelease: version.includes('-'),
  };
}
