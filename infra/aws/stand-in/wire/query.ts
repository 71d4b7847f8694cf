/** The AWS Query protocol, as CloudFormation speaks it (Smithy specification, "AWS query protocol"). */

/** What a form's dotted names stand for: `Parameters.member.1.ParameterKey=…`. */
export type QueryValue = string | QueryValue[] | { [key: string]: QueryValue };

const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** The parameters of a request, lists and structures put together again. */
export function parseQuery(body: string): Record<string, QueryValue> {
  const tree: Record<string, QueryValue> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split('.');
    let place = tree;
    for (const part of path.slice(0, -1)) {
      place[part] ??= {};
      place = place[part] as Record<string, QueryValue>;
    }
    place[path.at(-1) ?? ''] = value;
  }
  return listed(tree) as Record<string, QueryValue>;
}

/** `{ member: { 1: …, 2: … } }` is a list. */
function listed(value: QueryValue): QueryValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const { member } = value;
  if (typeof member === 'object' && !Array.isArray(member)) {
    const entries = Object.entries(member).sort(([a], [b]) => Number(a) - Number(b));
    return entries.map(([, item]) => listed(item));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, listed(item)]));
}

/** The answer to an action. */
export function queryAnswer(action: string, result: object): string {
  const inner = `<${action}Result>${elements(result)}</${action}Result>`;
  const metadata = '<ResponseMetadata><RequestId>stand-in</RequestId></ResponseMetadata>';
  return `<${action}Response xmlns="${namespace}">${inner}${metadata}</${action}Response>`;
}

export function queryError(code: string, message: string): string {
  const error = elements({ Type: 'Sender', Code: code, Message: message });
  return `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>stand-in</RequestId></ErrorResponse>`;
}

function elements(value: object): string {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined && item !== null)
    .map(([key, item]) => `<${key}>${content(item)}</${key}>`)
    .join('');
}

function content(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((item) => `<member>${content(item)}</member>`).join('');
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return elements(value);
  return escaped(String(value));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
