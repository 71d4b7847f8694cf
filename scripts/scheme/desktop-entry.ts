/**
 * The `.desktop` file that has links of a scheme opened by a command (freedesktop.org: Desktop Entry
 * Specification). It is in no menu: it stands for links alone.
 */
export function desktopEntry(options: {
  readonly name: string;
  readonly scheme: string;
  /** Program and arguments; the link becomes the last one, behind a `--` (SEC-49). */
  readonly command: readonly string[];
}): string {
  const { name, scheme, command } = options;
  return `[Desktop Entry]
Type=Application
Name=${name}
Exec=${[...command, '--'].map(execArgument).join(' ')} %u
MimeType=x-scheme-handler/${scheme};
NoDisplay=true
`;
}

/**
 * One argument of an `Exec` line. Quoted only where it has to be: xdg-open itself, without a desktop, knows
 * no quotes.
 *
 * @throws Error for a line break, which no such file can hold
 */
export function execArgument(text: string): string {
  if (/[\r\n]/.test(text))
    throw new Error(`A path with a line break in it: ${JSON.stringify(text)}`);
  const argument = text.replaceAll('%', '%%');
  if (/^[\w%+,./:=@-]+$/.test(argument)) return argument;
  // Once for the quotes, and once more for the file's own way with backslashes.
  const quoted = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\');
  return `"${quoted}"`;
}

/** A `mimeapps.list` without the lines, or parts of lines, that name the `.desktop` file. */
export function withoutHandler(list: string, desktopFile: string): string {
  return list
    .split('\n')
    .flatMap((line) => {
      const [, key, value] = /^([^=[#]+=)(.*)$/.exec(line) ?? [];
      const handlers = value?.split(';').filter((each) => each !== '');
      if (key === undefined || !handlers?.includes(desktopFile)) return [line];
      const rest = handlers.filter((each) => each !== desktopFile);
      return rest.length === 0 ? [] : [`${key}${rest.join(';')};`];
    })
    .join('\n');
}
