/** The value of a JSON text, or `undefined` when it is none: the parser's error would quote it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
