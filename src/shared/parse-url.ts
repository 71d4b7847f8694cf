/**
 * The parsed URL, or `null` when the text is none. In place of `URL.canParse`, which in Node 20 and 22
 * says no to some addresses with characters beyond ASCII once it has been called often enough to be
 * compiled (mended by nodejs/node#58023).
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
