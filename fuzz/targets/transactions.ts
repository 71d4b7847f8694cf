import * as fc from 'fast-check';
import { AppError } from '../../src/main/auth/errors';
import { ManualClock } from '../../src/main/auth/testing/fakes';
import { PendingRequest, pendingRequestLifetimeMs } from '../../src/main/auth/transactions';
import { check, type Target } from '../target';
import { oddText } from '../texts';

/** What can happen; `take` names the state of the n-th sign-in from the last, or a text. */
type Step = 'begin' | 'cancel' | 'take any' | 'wait' | { readonly take: number | string };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom('begin', 'begin', 'cancel', 'take any', 'wait'),
  fc.nat(4).map((take) => ({ take })),
  oddText.map((take) => ({ take })),
);

/** The same in plain words: one is pending at most, a state that was taken is remembered. */
class Model {
  pending: string | null = null;
  readonly taken = new Set<string>();

  take(state: string): string {
    if (state !== this.pending) return this.taken.has(state) ? 'replayed' : 'unknown';
    this.pending = null;
    this.taken.add(state);
    return 'pending';
  }
}

function play(steps: readonly Step[]): void {
  const clock = new ManualClock();
  const [pending, model] = [new PendingRequest(clock), new Model()];
  const states: string[] = [];
  for (const [index, each] of steps.entries()) {
    if (each === 'begin') {
      const state = `state-${states.length}`;
      const request = { url: '', redirectUri: '', state, nonce: '', codeVerifier: '' };
      const mayBegin = model.pending === null;
      check(begins(() => pending.begin(request, () => {})) === mayBegin, `step ${index}`);
      if (!mayBegin) continue;
      states.push(state);
      model.pending = state;
    } else if (each === 'cancel') {
      pending.cancel();
      model.pending = null;
    } else if (each === 'wait') {
      clock.advance(pendingRequestLifetimeMs);
      model.pending = null;
    } else if (each === 'take any') {
      const wanted = model.pending;
      if (wanted !== null) model.take(wanted);
      check((pending.takeAny()?.state ?? null) === wanted, `step ${index}`);
    } else {
      const { take } = each;
      const state = typeof take === 'string' ? take : (states.at(-1 - take) ?? 'none');
      const [actual, wanted] = [pending.take(state).kind, model.take(state)];
      check(actual === wanted, `step ${index}: ${actual} instead of ${wanted}`);
    }
  }
}

function begins(begin: () => void): boolean {
  try {
    begin();
    return true;
  } catch (error) {
    check(error instanceof AppError && error.code === 'internal', `it threw ${error}`);
    return false;
  }
}

export const transactionTargets: readonly Target[] = [
  {
    name: 'states of sign-ins, taken once',
    runs: 100_000,
    shortRuns: 2_000,
    // Fewer than 100 sign-ins, which is how many are remembered.
    open: () => ({
      property: fc.property(fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }), play),
    }),
  },
];
