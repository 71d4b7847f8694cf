import type { Problem, ProblemCode } from '../../shared/problem';
import type { LogFields } from '../util/log';
import type { ProblemDetail } from './problem-text';
import { describe } from './problem-texts';

/**
 * Every failure that the app reports: of sign-in, API calls and updates. Switch on `code`; `message` and `hint` are for the user.
 * `cause` stays in the main process and is never logged whole: it may hold a response body.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ProblemCode;
  readonly hint: string;
  readonly retryable: boolean;
  readonly detail: ProblemDetail;

  /**
   * @param detail replaces parts of the table's text, for instance the redirect URI to register.
   */
  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    const { detail = {} } = options;
    const text = describe(code, detail);
    super(text.message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = text.hint;
    this.retryable = text.retryable;
    this.detail = detail;
  }

  get providerSays(): string | undefined {
    return this.detail.providerSays;
  }

  /** Any thrown value: ours as it is, anything else as `internal`. */
  static from(thrown: unknown): AppError {
    return thrown instanceof AppError ? thrown : new AppError('internal', { cause: thrown });
  }

  /** What may cross to the renderer (SEC-45). */
  toProblem(): Problem {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      retryable: this.retryable,
      ...(this.providerSays === undefined ? {} : { providerSays: this.providerSays }),
    };
  }
}

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly detail?: ProblemDetail;
}

/** Any thrown value as a problem: ours as it is, anything else as `internal`. */
export function toProblem(thrown: unknown): Problem {
  return AppError.from(thrown).toProblem();
}

/** What the log says about a failure: its code, and the provider's words (SEC-68). */
export function logFields({
  code,
  providerSays,
}: Pick<Problem, 'code'> & { readonly providerSays?: string | undefined }): LogFields {
  return { code, ...(providerSays === undefined ? {} : { providerSays }) };
}
