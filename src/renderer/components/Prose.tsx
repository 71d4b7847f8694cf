/** A sentence in which `backquotes` mark what has to be typed or read letter by letter. */
export function Prose({ text }: { readonly text: string }) {
  // Every second piece stands between backquotes. Pieces have no identity but their place.
  return text.split('`').map((piece, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
    place % 2 === 1 ? <code key={place}>{piece}</code> : piece,
  );
}
