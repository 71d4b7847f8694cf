/**
 * The command that Windows keeps for a scheme, exactly as `app.isDefaultProtocolClient` compares it: program and
 * arguments quoted by `AddQuoteForArg` of Electron (shell/common/command_line_util_win.cc), then `"%1"` for the link.
 */
export function schemeCommand(command: readonly string[]): string {
  return [...command.map(quoteArgument), '"%1"'].join(' ');
}

/** By the rules of `CommandLineToArgvW`. An argument without a space, a backslash or a quote stays bare. */
function quoteArgument(argument: string): string {
  if (!/[ \\"]/.test(argument)) return argument;
  const escaped = argument.replaceAll(/(\\*)("|$)/g, (_, slashes: string, end: string) =>
    end === '"' ? `${slashes}${slashes}\\"` : slashes + slashes,
  );
  return `"${escaped}"`;
}
