import type { LogFields } from '../util/log';

/** The events of `process` that these functions use. */
interface ExceptionSource {
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
}

/**
 * Reports uncaught exceptions by name and code, and the app continues. Without a listener, Electron shows the user
 * a box with a stack (lib/browser/init.ts).
 */
export function reportExceptions(
  source: ExceptionSource,
  report: (fields: LogFields) => void,
): void {
  source.on('uncaughtException', (error) => {
    const { name = 'unknown', code } = (
      error instanceof Error ? error : {}
    ) as NodeJS.ErrnoException;
    report({ reason: name, ...(typeof code === 'string' ? { code } : {}) });
  });
}
