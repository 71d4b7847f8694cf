import * as fc from 'fast-check';
import { judge, policyFor } from '../../../src/main/flows/embedded-window/navigation-policy';
import { hostOf } from '../../../src/main/util/urls';
import { callbackUrls } from '../callback-urls';
import { check, type Target } from '../target';
import { oddText } from '../texts';

const redirectUri = 'com.example.app://auth/callback';
const allowed = ['https://pool.example', 'https://login.idp.example:8443', 'http://127.0.0.1:4000'];
const policy = policyFor(`${allowed[0]}/oauth2/authorize?x=1`, redirectUri, allowed.slice(1));

/** Addresses that are nearly on the list: another scheme, port, host, or a name around it. */
const nearly = fc.oneof(
  ...[
    { scheme: 'https', host: 'pool.example', port: '', path: '/login' },
    { scheme: 'https', host: 'login.idp.example', port: ':8443', path: '/callback' },
    { scheme: 'http', host: '127.0.0.1', port: ':4000', path: '/oauth2/authorize' },
    { scheme: 'com.example.app', host: 'auth', port: '', path: '/callback' },
  ].map(callbackUrls),
);
const inside = ['blob:', 'filesystem:', 'view-source:', 'javascript:', 'data:text/html,', 'about:'];
const others = fc
  .tuple(fc.constantFrom(...inside, 'mailto:', 'file:///', 'ws://', 'ftp://'), nearly, fc.boolean())
  .map(([scheme, url, whole]) => (whole ? scheme + url : scheme + url.replace(/^\w+:\/\//, '')));

/** Only the exact redirect URI is a callback, and only a listed origin is allowed. */
function checkVerdict(verdict: string, url: string): void {
  const { href, origin } = new URL(url);
  const isCallback = href.replace(/[?#].*/s, '') === redirectUri;
  if (verdict === 'callback') check(isCallback, `${fc.stringify(url)} is no callback`);
  else check(/^https?:/.test(href) && allowed.includes(origin), `${fc.stringify(url)}: ${verdict}`);
}

/** Each must be let through. */
const right = allowed.map((origin) => `${origin}/login?state=1`);

export const navigationTarget: Target = {
  name: 'where the sign-in window may go',
  runs: 30_000,
  shortRuns: 300,
  open: (count) => {
    const url = fc.oneof(
      { weight: 6, arbitrary: nearly },
      { weight: 2, arbitrary: others },
      oddText,
      fc.constantFrom(...right),
    );
    const some = fc.array(url, { minLength: 1, maxLength: 20, size: 'max' });
    const property = fc.property(some, (urls) => {
      count(urls.length);
      for (const each of urls) {
        const verdict = judge(policy, each);
        if (verdict === 'block') check(!right.includes(each), `${each} was blocked`);
        else checkVerdict(verdict, each);
        check(!/[?@#/]/.test(hostOf(each)), `a host of ${fc.stringify(each)}`);
      }
    });
    return { property };
  },
};
