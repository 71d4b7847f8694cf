/** Drawn in the place of an avatar; the words beside it say what it is for. */
export function PlusIcon() {
  return (
    <span className="plus" aria-hidden="true">
      <svg viewBox="0 0 16 16" width="16" height="16" stroke="currentColor" aria-hidden="true">
        <path d="M8 2.5v11M2.5 8h11" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
    </span>
  );
}
