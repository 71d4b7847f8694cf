import { Spinner } from '../components/Spinner';
import { strings } from '../strings';

/**
 * The moment before the main process has answered. Nothing is drawn: the spinner fades in by CSS
 * only when it takes long enough to be noticed.
 */
export function Starting() {
  return (
    <div className="app" data-state="starting">
      <main className="screen starting" aria-busy="true" aria-label={strings.starting}>
        <Spinner />
      </main>
    </div>
  );
}
