/**
 * What the page may see of an answer. No cookie, and no `www-authenticate`: what matters of that is in the
 * problem that the page gets. A header of your own API has to be added here.
 */
const visible = [
  'accept-ranges',
  'age',
  'allow',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-range',
  'content-type',
  'date',
  'deprecation',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'sunset',
  'x-amzn-errortype',
  'x-amzn-requestid',
  'x-request-id',
  'x-total-count',
] as const;

/** The headers of an answer for the page, with their names in lower case. */
export function answerHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    visible.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
