const warned = new Set<string>();

/**
 * Says once that the app uses what Electron has deprecated, in Electron's words, and heeds
 * `process.noDeprecation`, `throwDeprecation` and `traceDeprecation`.
 * Source: lib/common/deprecate.ts of Electron
 */
export function warnDeprecated(message: string): void {
  const { noDeprecation, throwDeprecation, traceDeprecation } = process as NodeJS.Process;
  if (noDeprecation || warned.has(message)) return;
  warned.add(message);
  if (throwDeprecation) throw new Error(message);
  if (traceDeprecation) console.trace(message);
  else console.warn(`(electron) ${message}`);
}

/** For what has a successor. */
export function warnReplaced(oldName: string, newName: string): void {
  warnDeprecated(
    `'${oldName}' is deprecated and will be removed. Please use '${newName}' instead.`,
  );
}
