import * as fc from 'fast-check';
import { AuthError } from '../../src/main/auth/errors';
import { Transactions } from '../../src/main/auth/transactions';
import type { Config } from '../../src/main/config/types';
import { expectedVerdict, type Situation, type Verdict } from '../callback-oracle';
import { type Address, callbackUrls, stateOf } from '../callback-urls';
import { configFor, generic, pool, timerlessClock } from '../oidc';
import { type SignInRun, SignIns } from '../sign-in';
import { check, type Target } from '../target';

/** One sign-in is led to the URLs, in order. `null` stands for: nothing, and no warning. */
function checkSignIn(
  run: SignInRun,
  urls: readonly string[],
  rest: Omit<Situation, 'state'>,
  issuer: Issuer,
) {
  let answer: Verdict | null = null;
  for (const [index, url] of urls.entries()) {
    const verdict: Verdict = expectedVerdict(url, { ...rest, state: run.state });
    const expected = answer !== null ? null : verdict.kind === 'refused' ? verdict.code : true;
    const actual = run.answers[index];
    check(actual === expected, `${fc.stringify(url)} gave ${actual} instead of ${expected}`);
    if (expected === true) answer = verdict;
  }
  checkEnd(run, answer, issuer);
}

interface Issuer {
  readonly address: string;
  readonly isPromised: boolean;
}

/** A code goes to the token endpoint when its issuer is right, and never else. */
function checkEnd({ sentCode, failure }: SignInRun, answer: Verdict | null, issuer: Issuer): void {
  if (answer === null || answer.kind === 'refused') {
    check(sentCode === null, `the code ${sentCode} of a refused answer was sent`);
    check(failure instanceof Error && failure.message === 'no answer', `it ended with ${failure}`);
    return;
  }
  check(failure instanceof AuthError, `it ended with ${failure}`);
  const isRight = answer.iss === null ? !issuer.isPromised : answer.iss === issuer.address;
  if (isRight && answer.kind === 'code') {
    check(sentCode === answer.code, `the code ${sentCode} was sent instead of ${answer.code}`);
    check(failure.code === 'provider-unreachable', `it ended with ${failure.code}`);
    return;
  }
  check(sentCode === null, `the code ${sentCode} was sent`);
  if (!isRight) check(failure.code === 'issuer-mismatch', `it ended with ${failure.code}`);
}

/** Two sign-ins, one after the other: what the first has used, the second must not take. */
function target(name: string, config: Config, address: Address, canonical: string): Target {
  const issuer = {
    address: config.provider.issuer,
    isPromised: config.provider.kind === 'generic',
  };
  return {
    name: `callback URLs of ${name}`,
    runs: 9_000,
    shortRuns: 100,
    open: (count) => {
      const signIns = new SignIns(config);
      const some = fc.array(callbackUrls(address), { minLength: 1, maxLength: 40, size: 'max' });
      const property = fc.asyncProperty(some, some, async (first, second) => {
        count(first.length + second.length);
        const transactions = new Transactions(timerlessClock);
        const usedStates: string[] = [];
        let earlier = 'none';
        for (const templates of [first, second]) {
          let urls: readonly string[] = [];
          const run = await signIns.run(transactions, (state) => {
            const fill = (text: string) =>
              text.replaceAll(stateOf.current, state).replaceAll(stateOf.earlier, earlier);
            urls = templates.map(fill);
            return urls;
          });
          checkSignIn(run, urls, { canonical, usedStates }, issuer);
          earlier = run.state;
          if (run.answers.includes(true)) usedStates.push(run.state);
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
    'a loopback address, with an issuer that is promised',
    configFor(generic, 'http://127.0.0.1:52813/callback'),
    { scheme: 'http', host: '127.0.0.1', port: ':52813', path: '/callback' },
    'http://127.0.0.1:52813/callback',
  ),
];
