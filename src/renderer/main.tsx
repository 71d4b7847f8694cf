import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';
import { strings } from './strings';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

document.title = strings.productName;
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App api={window.cognitoDesktop} />
    </ErrorBoundary>
  </StrictMode>,
);
