/** The events of `process` that these functions use. */
interface WarningSource {
  prependListener(event: 'warning', listener: (warning: Error) => void): unknown;
}

/**
 * Keeps the parameters of URLs out of warnings (SEC-68). Electron warns of each failed load with its whole URL, also in
 * a package: `state` and `nonce` would be in the journal of the system. This listener runs before the one that prints.
 */
export function redactWarnings(source: WarningSource): void {
  source.prependListener('warning', (warning) => {
    warning.message = withoutParameters(warning.message);
    if (warning.stack !== undefined) warning.stack = withoutParameters(warning.stack);
  });
}

/** Cuts the query and the fragment off each URL. Takes time in proportion to the text: a page chooses its length. */
export function withoutParameters(text: string): string {
  return text.replaceAll(/\S+/g, (word) => {
    const end = word.search(/[?#]/);
    return end === -1 || !word.includes(':') ? word : `${word.slice(0, end)}?[redacted]`;
  });
}
