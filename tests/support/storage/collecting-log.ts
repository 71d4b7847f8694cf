import type { Log } from '../../../src/main/util/log';

/** A log that keeps its lines as text. */
export function collectingLog(): Log & { readonly text: () => string } {
  const lines: string[] = [];
  const write = (event: string, fields: object = {}) =>
    void lines.push(`${event} ${JSON.stringify(fields)}`);
  return { info: write, warn: write, text: () => lines.join('\n') };
}
