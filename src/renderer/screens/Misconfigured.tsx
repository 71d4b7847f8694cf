import type { ConfigProblem } from '../../shared/auth-state';
import { Prose } from '../components/Prose';
import { ScreenHeading } from '../components/ScreenHeading';
import { strings } from '../strings';

/** Every mistake in the settings at once, so that they can be fixed in one go. */
export function Misconfigured({ problems }: { readonly problems: readonly ConfigProblem[] }) {
  const words = strings.misconfigured;
  return (
    <>
      <ScreenHeading>{words.heading}</ScreenHeading>
      <p className="lead">{words.lead(problems.length)}</p>
      <ul className="settings" aria-label={words.list}>
        {problems.map(({ key, source, problem, expected }) => (
          <li key={`${key} ${source} ${problem}`}>
            <h2>
              <code>{key}</code> <Prose text={problem} />
            </h2>
            <dl>
              <dt>{words.expected}</dt>
              <dd>
                <Prose text={expected} />
              </dd>
              <dt>{words.source}</dt>
              <dd>{source}</dd>
            </dl>
          </li>
        ))}
      </ul>
      <p className="muted">{words.where}</p>
    </>
  );
}
