/** Something is under way; the words beside it say what. */
export function Spinner({ small = false }: { readonly small?: boolean }) {
  return <span className={small ? 'spinner spinner-small' : 'spinner'} aria-hidden="true" />;
}
