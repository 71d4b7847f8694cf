const warned = new Set<string>();

/**
 * Prints Electron's deprecation warning once, as `process.noDeprecation`, `throwDeprecation` and
 * `traceDeprecation` say.
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

/** For an API that another one replaces. */
export function warnReplaced(oldName: string, newName: string): void {
  warnDeprecated(
    `'${oldName}' is deprecated and will be removed. Please use '${newName}' instead.`,
  );
}
