import { Component, type ReactNode } from 'react';
import { Button } from './components/Button';
import { strings } from './strings';

interface Props {
  readonly children: ReactNode;
}

/**
 * The last resort: a mistake of ours, or a broken contract with the main process, ends in a page
 * that says so. The session lives in the main process, so reloading loses nothing.
 */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="app" data-state="failed">
        <main className="screen" role="alert">
          <h1>{strings.failed.heading}</h1>
          <p className="lead">{strings.failed.text}</p>
          <div className="actions">
            <Button kind="primary" onPress={() => window.location.reload()}>
              {strings.failed.reload}
            </Button>
          </div>
        </main>
      </div>
    );
  }
}
