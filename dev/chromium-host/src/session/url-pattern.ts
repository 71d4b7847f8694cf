/** Match patterns of `webRequest` filters. https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Match_patterns */
export function matchesPattern(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const parts = /^(\*|[a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/i.exec(pattern);
  if (!parts) throw new TypeError(`Invalid url pattern ${pattern}`);
  const [, scheme = '*', host = '*', path = '/*'] = parts;
  const target = new URL(url);
  const targetScheme = target.protocol.slice(0, -1);
  if (scheme === '*' ? !/^(https?|wss?)$/.test(targetScheme) : scheme !== targetScheme)
    return false;
  if (!matchesHost(host, target)) return false;
  return toRegExp(path).test((target.pathname || '/') + target.search);
}

function matchesHost(host: string, target: URL): boolean {
  const [name = '', port] = host.split(':');
  if (port !== undefined && port !== '*' && port !== target.port) return false;
  if (name === '*' || name === '') return true;
  if (!name.startsWith('*.')) return name === target.hostname;
  return target.hostname === name.slice(2) || target.hostname.endsWith(name.slice(1));
}

function toRegExp(glob: string): RegExp {
  const escaped = glob.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}
