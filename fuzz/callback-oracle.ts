import { parse as parseQuery } from 'node:querystring';

/** What a sign-in makes of a callback, said once more in other words. */
export type Verdict =
  | { readonly kind: 'code'; readonly code: string; readonly iss: string | null }
  | { readonly kind: 'error'; readonly iss: string | null }
  | { readonly kind: 'refused'; readonly code: string };

export interface Situation {
  /** The redirect URI as a browser would show it, up to the query. */
  readonly canonical: string;
  readonly state: string;
  readonly usedStates: readonly string[];
}

/** What should become of `url`, as long as the sign-in waits for its answer. */
export function expectedVerdict(url: string, situation: Situation): Verdict {
  const query = queryOf(url, situation.canonical);
  if (query === null) return { kind: 'refused', code: 'callback-invalid' };
  const parameters = parseQuery(query, '&', '=', { maxKeys: 0 });
  const names = ['code', 'state', 'iss', 'error', 'error_description'];
  const [code, state, iss, error] = names.map((name) => parameters[name] || null);
  if (names.some((name) => Array.isArray(parameters[name]))) {
    return { kind: 'refused', code: 'callback-invalid' };
  }
  if ((typeof code === 'string') === (typeof error === 'string')) {
    return { kind: 'refused', code: 'callback-invalid' };
  }
  const isOurs = state === situation.state || (state === null && typeof error === 'string');
  if (isOurs) {
    const issuer = typeof iss === 'string' ? iss : null;
    return typeof code === 'string'
      ? { kind: 'code', code, iss: issuer }
      : { kind: 'error', iss: issuer };
  }
  const isUsed = typeof state === 'string' && situation.usedStates.includes(state);
  return { kind: 'refused', code: isUsed ? 'callback-replayed' : 'state-mismatch' };
}

/** By the whole text of the address as a browser shows it; an empty fragment is none. */
function queryOf(url: string, canonical: string): string | null {
  let shown: string;
  try {
    shown = new URL(url).href;
  } catch {
    return null;
  }
  const withoutFragment = shown.endsWith('#') ? shown.slice(0, -1) : shown;
  if (withoutFragment.includes('#')) return null;
  const start = withoutFragment.indexOf('?');
  const base = start === -1 ? withoutFragment : withoutFragment.slice(0, start);
  if (base !== canonical) return null;
  return start === -1 ? '' : withoutFragment.slice(start + 1);
}
