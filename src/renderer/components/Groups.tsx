import { strings } from '../strings';

/** From this number on, the list may have to scroll. */
const many = 12;

/** The person's groups as chips; scrolls by itself when there are many, by the keyboard too. */
export function Groups({ groups }: { readonly groups: readonly string[] }) {
  if (groups.length === 0) return null;
  return (
    <ul
      className="groups"
      aria-label={strings.signedIn.groups}
      tabIndex={groups.length < many ? undefined : 0}
    >
      {[...new Set(groups)].map((group) => (
        <li key={group} className="chip">
          <bdi>{group}</bdi>
        </li>
      ))}
    </ul>
  );
}
