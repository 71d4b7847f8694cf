import { appendFileSync } from 'node:fs';
import type { AuthState } from '../../src/shared/auth-state';
import { type AppSettings, createApp } from './app';

/**
 * The app as a process of its own that can be killed. Started by `AppProcess`, with its settings in the
 * environment; takes one command at a time over the channel to its parent.
 */
export interface ProcessSettings extends AppSettings {
  /** Where each step is noted at once, since a process that was killed can tell nothing. */
  readonly stepsFile: string;
  /** By how much this computer's date is wrong, in ms. */
  readonly clockOffsetMs: number;
}

export type Command =
  /** Ends the process, without a word, at this step from here on (from 1). */
  | { readonly do: 'killAtStep'; readonly step: number }
  | { readonly do: 'restore' | 'refresh' | 'settle' | 'signOut' | 'signOutAll' }
  /** Until it is killed. */
  | { readonly do: 'rotateForEver' }
  | { readonly do: 'signIn'; readonly username: string; readonly password: string }
  /** The account to go on with, by e-mail address. */
  | { readonly do: 'switch'; readonly email: string }
  /** So many API calls at once. */
  | { readonly do: 'call'; readonly times: number };

export interface Report {
  readonly state: AuthState;
  /** Of `call`: how many different access tokens there were, and why others got none. */
  readonly tokens: number;
  readonly refusals: readonly string[];
}

const settings: ProcessSettings = JSON.parse(process.env.FAULTS_APP ?? '');
const now = Date.now;
Date.now = () => now() + settings.clockOffsetMs;

let stepsToKill = Number.POSITIVE_INFINITY;
const { auth, userAgent } = createApp(settings, {
  step: (name) => {
    appendFileSync(settings.stepsFile, `${name}\n`);
    stepsToKill -= 1;
    // A signal that nothing can catch, and nothing runs after it.
    if (stepsToKill === 0) process.kill(process.pid, 'SIGKILL');
  },
});

process.on('message', (command: Command) => {
  void carryOut(command).then((calls) => {
    const report: Report = { state: auth.state, ...calls };
    process.send?.(report);
  });
});
process.on('disconnect', () => process.exit(0));

async function carryOut(command: Command): Promise<Pick<Report, 'tokens' | 'refusals'>> {
  switch (command.do) {
    case 'killAtStep':
      stepsToKill = command.step;
      break;
    case 'signIn':
      userAgent.person = command;
      await auth.signIn({ intent: 'sign-in' });
      break;
    case 'switch':
      await auth.switchAccount(idOf(command.email));
      break;
    case 'signOut':
      await auth.signOut();
      break;
    case 'signOutAll':
      await auth.signOut({ account: 'all' });
      break;
    case 'restore':
      await auth.restore();
      break;
    case 'refresh':
      await auth.refresh();
      break;
    case 'rotateForEver':
      for (;;) await auth.refresh();
    case 'settle':
      await auth.settled();
      break;
    case 'call': {
      const calls = Array.from({ length: command.times }, () => auth.accessToken());
      const results = await Promise.allSettled(calls);
      return {
        tokens: new Set(results.map((one) => (one.status === 'fulfilled' ? one.value : ''))).size,
        refusals: results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])),
      };
    }
  }
  return { tokens: 0, refusals: [] };
}

function idOf(email: string): string {
  const { state } = auth;
  const others = 'others' in state ? state.others : [];
  return others.find(({ account }) => account.email === email)?.id ?? '';
}
