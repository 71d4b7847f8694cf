import json5 from 'json5';

const leadingComments = /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*)*/;

const start =
  /^(?:(?:export\s+)?(?:const|let|var)\s+\w+\s*(?::\s*\w+\s*)?=|export\s+default|module\.exports\s*=)/;
/** The quotes are those of Flutter's `amplifyconfiguration.dart`. */
const object = /\s*(?:r?''')?\s*(\{[\s\S]*\})\s*(?:''')?\s*(?:as\s+const\s*)?;?\s*/;
const end = /(?:(?:export\s+default|module\.exports\s*=)\s*\w+\s*;?\s*)?$/;

/** `const name = {…}; export default name;`, as in Amplify's `aws-exports.js`, and its common variants. */
const scriptPattern = new RegExp(start.source + object.source + end.source);

/** The object in a script, or why there is none. */
export type ScriptText =
  | { readonly kind: 'no-script' }
  | { readonly kind: 'object'; readonly value: unknown }
  | { readonly kind: 'unreadable' };

/**
 * Reads the one object that a script exports, as data: nothing of it is run, so an expression or a second
 * statement makes it unreadable.
 *
 * @param text of a file that is no JSON
 */
export function readScriptText(text: string): ScriptText {
  const code = text.replace(leadingComments, '');
  if (!/^(?:export|module|const|let|var|import)\b/.test(code)) return { kind: 'no-script' };
  const [, found] = scriptPattern.exec(code) ?? [];
  try {
    if (found !== undefined) return { kind: 'object', value: json5.parse(found) };
  } catch {
    // Its error may quote the text, which may contain secrets.
  }
  return { kind: 'unreadable' };
}
