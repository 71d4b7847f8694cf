import type { ApiRequest, ApiResult } from '../shared/api-call';
import type { CallOptions } from './api-panel/call-api';
import type { Question } from './question';
import type { SessionCommands } from './session-commands';
import type { UpdateCommands } from './useUpdate';

/** What the user can do in the window. */
export interface Commands extends SessionCommands, UpdateCommands {
  /** Calls the API. Unlike the others, it gives the result. */
  callApi(request: ApiRequest, options: CallOptions): Promise<ApiResult>;
  /** Asks before something is done that can't be undone. */
  ask(question: Question): void;
  answer(isYes: boolean): void;
}
