import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log, LogFields } from '../util/log';
import { redact } from '../util/redact';

/** The only fields that reach the file; others are dropped, and their number is noted (SEC-68). */
const allowedFields: ReadonlySet<string> = new Set([
  'code',
  'count',
  'flow',
  'host',
  'keptAs',
  'operation',
  'platform',
  'providerSays',
  'reason',
  'settings',
  'state',
  'status',
  'step',
  'version',
]);

export interface LogOptions {
  /** Absolute path; one earlier file is kept beside it as `<file>.1`. */
  readonly file: string;
  /** Size at which the file is turned over, in bytes. */
  readonly limitBytes?: number;
  /** Where lines go as well, in development. */
  readonly echo?: (line: string) => void;
  readonly now?: () => number;
}

/** One JSON object per line. A log that can't be written never stops the app. */
export function createLog({ file, limitBytes = 1_000_000, echo, now = Date.now }: LogOptions): Log {
  prepare(file);
  const write = (level: 'info' | 'warn', event: string, fields: LogFields = {}) => {
    const line = formatLine(now(), level, event, fields);
    echo?.(line);
    try {
      if (size(file) + line.length > limitBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      echo?.('the log file cannot be written\n');
    }
  };
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
  };
}

export function formatLine(
  time: number,
  level: 'info' | 'warn',
  event: string,
  fields: LogFields,
): string {
  const entries = Object.entries(fields);
  const kept = entries
    .filter(([name]) => allowedFields.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value] as const);
  const dropped = entries.length - kept.length;
  return `${JSON.stringify({
    time: new Date(time).toISOString(),
    level,
    event: redact(event),
    ...Object.fromEntries(kept),
    ...(dropped > 0 ? { dropped } : {}),
  })}\n`;
}

function prepare(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (size(file) > 0) chmodSync(file, 0o600);
  } catch {
    // the first line that can't be written says so
  }
}

function size(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
