import { strings } from '../strings';

/** The person's groups as chips; scrolls by itself when there are many. */
export function Groups({ groups }: { readonly groups: readonly string[] }) {
  if (groups.length === 0) return null;
  return (
    <ul className="groups" aria-label={strings.signedIn.groups}>
      {[...new Set(groups)].map((group) => (
        <li key={group} className="chip">
          <bdi>{group}</bdi>
        </li>
      ))}
    </ul>
  );
}
