/** `null`, an empty text and an empty list say as little as a member that is absent. */
function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The members of an object without the empty ones, which some providers write for absent ones. */
export function withoutEmpty<T extends object>(members: T): Partial<T> {
  const entries = Object.entries(members).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(entries) as Partial<T>;
}

/**
 * JSON without members that are `null` or an empty text, at any depth, and without a `scope` that isn't the
 * text of RFC 6749 §5.1: the app doesn't read it, so it must not cost the session.
 *
 * @param body of a response
 * @returns `body` itself if it isn't JSON
 */
export function jsonWithoutEmpty(body: Buffer): Buffer {
  try {
    const value = JSON.parse(new TextDecoder().decode(body), (name, member) => {
      if (name === 'scope' && typeof member !== 'string') return undefined;
      return member === null || member === '' ? undefined : member;
    });
    return Buffer.from(JSON.stringify(value) ?? body);
  } catch {
    return body;
  }
}
