import type { BrowserWindow, IpcMain } from 'electron';
import { z } from 'zod';
import {
  type AppInfo,
  channels,
  pushChannels,
  type SignInOptions,
  type SignOutOptions,
} from '../../shared/api';
import type { ApiProgress, ApiRequest, ApiResult } from '../../shared/api-call';
import type { AuthState } from '../../shared/auth-state';
import { flowNames } from '../../shared/flows';
import type { UpdateState } from '../../shared/update';
import type { Log } from '../auth/ports';
import { isTrustedSender } from './ipc-guard';
import { cancelRequestArguments, requestArguments } from './request-arguments';
import { isUiUrl } from './ui-url';

/** What the page can ask for; each is one channel of `src/shared/api.ts`. */
export interface Commands {
  getState(): AuthState;
  signIn(options: SignInOptions): Promise<void>;
  cancelSignIn(): void;
  signOut(options: SignOutOptions): Promise<void>;
  switchAccount(id: string): Promise<void>;
  refresh(): Promise<void>;
  dismissProblem(): void;
  getAppInfo(): AppInfo;
  request(request: ApiRequest): Promise<ApiResult>;
  cancelRequest(id: string): void;
  getUpdate(): UpdateState;
  checkForUpdates(): void;
  dismissUpdate(): Promise<void>;
  restartToUpdate(): Promise<void>;
}

const shortText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);
const noArguments = z.tuple([]);
/** The `id` of an `OtherAccount`: a SHA-256 in base64url. */
const accountId = z.string().regex(/^[\w-]{43}$/);
const signInArguments = z.tuple([
  z.strictObject({
    intent: z.enum(['sign-in', 'sign-up']),
    prompt: z.literal('login').exactOptional(),
    maxAge: z.int().min(0).max(31_536_000).exactOptional(),
    flow: z.enum(flowNames).exactOptional(),
    // Lengths: Cognito API reference, ProviderName and IdpIdentifiers.
    identityProvider: shortText(32).exactOptional(),
    idpIdentifier: shortText(40).exactOptional(),
    loginHint: shortText(256).exactOptional(),
    lang: z
      .string()
      .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i)
      .exactOptional(),
  }),
]);
const signOutArguments = z.tuple([
  z.strictObject({
    account: z
      .union([z.enum(['current', 'all']), z.strictObject({ id: accountId })])
      .exactOptional(),
    everywhere: z.boolean().exactOptional(),
  }),
]);
const switchArguments = z.tuple([accountId]);

export interface IpcOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly window: Pick<BrowserWindow, 'webContents'>;
  readonly commands: Commands;
  readonly log: Log;
}

/** Answers the page's calls. A refused or failed call rejects without any detail (SEC-42, SEC-45). */
export function registerIpc({ ipcMain, window, commands, log }: IpcOptions): void {
  const handle = <T extends unknown[]>(
    channel: string,
    schema: z.ZodType<T>,
    run: (...args: T) => unknown,
  ) => {
    ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      if (!isTrustedSender(event, window.webContents)) {
        log.warn('ipc.foreign-sender', { operation: channel });
        throw new Error('refused');
      }
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        log.warn('ipc.invalid-arguments', { operation: channel });
        throw new Error('invalid arguments');
      }
      try {
        return await run(...parsed.data);
      } catch {
        log.warn('ipc.command-failed', { operation: channel });
        throw new Error('failed');
      }
    });
  };

  handle(channels.getState, noArguments, () => commands.getState());
  handle(channels.signIn, signInArguments, (options) => commands.signIn(options));
  handle(channels.cancelSignIn, noArguments, () => commands.cancelSignIn());
  handle(channels.signOut, signOutArguments, (options) => commands.signOut(options));
  handle(channels.switchAccount, switchArguments, (id) => commands.switchAccount(id));
  handle(channels.refresh, noArguments, () => commands.refresh());
  handle(channels.dismissProblem, noArguments, () => commands.dismissProblem());
  handle(channels.getAppInfo, noArguments, () => commands.getAppInfo());
  handle(channels.request, requestArguments, (request) => commands.request(request));
  handle(channels.cancelRequest, cancelRequestArguments, (id) => commands.cancelRequest(id));
  handle(channels.getUpdate, noArguments, () => commands.getUpdate());
  handle(channels.checkForUpdates, noArguments, () => commands.checkForUpdates());
  handle(channels.dismissUpdate, noArguments, () => commands.dismissUpdate());
  handle(channels.restartToUpdate, noArguments, () => commands.restartToUpdate());
}

type PushTarget = Pick<BrowserWindow, 'isDestroyed' | 'webContents'>;

/** Sends the new state to the page: it names a person. */
export function pushState(window: PushTarget, state: AuthState): void {
  push(window, pushChannels.stateChanged, state);
}

/** Tells the page how far one of its calls is. */
export function pushProgress(window: PushTarget, progress: ApiProgress): void {
  push(window, pushChannels.requestProgress, progress);
}

/** Tells the page of a newer version of the app. */
export function pushUpdate(window: PushTarget, state: UpdateState): void {
  push(window, pushChannels.updateChanged, state);
}

/** To the page, if there still is one and it is ours. */
function push(window: PushTarget, channel: string, message: object): void {
  if (window.isDestroyed()) return;
  const { webContents } = window;
  if (isUiUrl(webContents.mainFrame.url)) webContents.send(channel, message);
}
