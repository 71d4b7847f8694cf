import * as fc from 'fast-check';
import { PendingRequest } from '../../../src/main/auth/sign-in/pending-request';
import type { Config } from '../../../src/main/config/types';
import { type Address, callbackUrls, stateOf } from '../callback-urls';
import { configFor, generic, pool, timerlessClock } from '../oidc';
import { type SignInRun, SignInRuns } from '../sign-in';
import { check, type Target } from '../target';

/** An accepted URL is the redirect URI, with this sign-in's state and either a code or an error. */
function checkAccepted(url: string, { state }: SignInRun, canonical: string): void {
  const { href, searchParams } = new URL(url);
  check(href.replace(/[?#].*/s, '') === canonical, `accepted ${fc.stringify(url)}`);
  const [codes, errors, states] = ['code', 'error', 'state'].map((name) =>
    searchParams.getAll(name).filter((value) => value !== ''),
  );
  check(codes?.length !== errors?.length && (codes ?? []).length < 2, `accepted ${url}`);
  const isOurs = states?.join() === state || (states?.length === 0 && errors?.length === 1);
  check(isOurs, `accepted the state of ${url}`);
}

/** A code is sent to the token endpoint only from an accepted URL whose `iss` is right (RFC 9207). */
function checkSent({ sentCode }: SignInRun, accepted: string | null, { provider }: Config): void {
  if (accepted === null) {
    check(sentCode === null, `sent the code ${sentCode} of a refused callback`);
    return;
  }
  const parameters = new URL(accepted).searchParams;
  const issuer = parameters.get('iss');
  const isRight = issuer === null ? provider.kind === 'cognito' : issuer === provider.issuer;
  const wanted = isRight ? parameters.get('code') || null : null;
  check(sentCode === wanted, `sent the code ${sentCode} instead of ${wanted}`);
}

/** Two sign-ins, one after the other, so that the second sees the state of the first. */
function target(name: string, config: Config, address: Address, canonical: string): Target {
  return {
    name: `callback URLs of ${name}`,
    runs: 9_000,
    shortRuns: 100,
    open: (count) => {
      const signIns = new SignInRuns(config);
      const some = fc.array(callbackUrls(address), { maxLength: 40, size: 'max' });
      const property = fc.asyncProperty(some, some, async (first, second) => {
        count(first.length + second.length + 2);
        const pending = new PendingRequest(timerlessClock);
        let earlier = 'none';
        for (const templates of [first, second]) {
          let urls: readonly string[] = [];
          const run = await signIns.run(pending, (state) => {
            const fill = (text: string) =>
              text.replaceAll(stateOf.current, state).replaceAll(stateOf.earlier, earlier);
            urls = [...templates, `${canonical}?code=right&state=${stateOf.current}`].map(fill);
            return urls;
          });
          const accepted = urls.filter((_, index) => run.answers[index] === true);
          // The last one is right, so it is accepted unless another one was before.
          check(accepted.length === 1, `accepted ${accepted.length} callbacks`);
          for (const url of accepted) checkAccepted(url, run, canonical);
          checkSent(run, accepted[0] ?? null, config);
          earlier = run.state;
        }
      });
      return { property };
    },
  };
}

const scheme = 'com.example.app';

export const callbackTargets: readonly Target[] = [
  target(
    'the private-use scheme',
    configFor(pool, `${scheme}://auth/callback`),
    { scheme, host: 'auth', port: '', path: '/callback' },
    `${scheme}://auth/callback`,
  ),
  target(
    'http://localhost:5000',
    configFor(pool, 'http://localhost:5000'),
    { scheme: 'http', host: 'localhost', port: ':5000', path: '' },
    'http://localhost:5000/',
  ),
  target(
    'a loopback address, with a promised issuer',
    configFor(generic, 'http://127.0.0.1:52813/callback'),
    { scheme: 'http', host: '127.0.0.1', port: ':52813', path: '/callback' },
    'http://127.0.0.1:52813/callback',
  ),
];
