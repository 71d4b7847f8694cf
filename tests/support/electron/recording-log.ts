import type { Log, LogFields } from '../../../src/main/util/log';

/** A log that keeps what it was told. */
export function recordingLog(): Log & { readonly lines: { event: string; fields: LogFields }[] } {
  const lines: { event: string; fields: LogFields }[] = [];
  const write = (event: string, fields: LogFields = {}) => void lines.push({ event, fields });
  return { lines, info: write, warn: write };
}
