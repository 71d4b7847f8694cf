import { runSignIn } from '../../../src/main/flows/embedded-window/sign-in-window';
import { AppError } from '../../../src/main/problems/app-error';
import { FakeWindow } from './fake-window';
import { recordingLog } from './recording-log';

export const url = 'https://pool.example/oauth2/authorize?client_id=client-1&state=s';
export const custom = 'com.example.app://auth/callback';
export const answer = (redirectUri: string) => `${redirectUri}?code=c&state=s`;

/** A page's request, as Chromium sends it for a navigation. */
export const pageRequest = (page: string) =>
  new Request(page, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });

export function begin({ redirectUri = custom, accept = (_url: string): boolean => true } = {}) {
  const window = new FakeWindow();
  const controller = new AbortController();
  const asked: string[] = [];
  const warnings: AppError[] = [];
  const log = recordingLog();
  const result = runSignIn(
    window.asWindow(),
    {
      url,
      redirectUri,
      provider: 'cognito',
      onWarning: (warning) => void warnings.push(warning),
      signal: controller.signal,
      accept(callbackUrl) {
        asked.push(callbackUrl);
        return accept(callbackUrl);
      },
    },
    ['https://federated.example'],
    log,
  );
  result.catch(() => undefined);
  return { window, controller, asked, warnings, log, result };
}

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'resolved',
    (error: unknown) => (error instanceof AppError ? error.code : 'other'),
  );
