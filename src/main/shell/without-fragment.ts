/** The URL up to its fragment, which no server is ever told (RFC 9110 §7.1). */
export function withoutFragment(url: string): string {
  const start = url.indexOf('#');
  return start === -1 ? url : url.slice(0, start);
}
