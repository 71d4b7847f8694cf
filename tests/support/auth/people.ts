import type { UserPoolOptions } from '@repo/local-user-pool';
import type { Config } from '../../../src/main/config/types';
import type { AuthState } from '../../../src/shared/auth-state';
import { type Rig, startRig } from './rig';

/** People of the local pool, for tests of several accounts. */
export const people = {
  ann: { username: 'ann@example.com', password: 'Passw0rd!ann' },
  ben: { username: 'ben@example.com', password: 'Passw0rd!ben' },
  cam: { username: 'cam@example.com', password: 'Passw0rd!cam' },
} as const;

export type Person = keyof typeof people;

/** A pool that knows all of them. */
export const withPeople: UserPoolOptions = { users: Object.values(people) };

/** Signs in at the pool's pages as this person. */
export async function signInAs(rig: Rig, person: Person, auth = rig.auth): Promise<void> {
  rig.userAgent.person = people[person];
  await auth.signIn({ intent: 'sign-in' });
}

/** A rig with these people signed in one after the other: the last of them is in use. */
export async function rigWith(
  names: readonly Person[],
  settings: Partial<Config> = {},
  options = withPeople,
): Promise<Rig> {
  const rig = await startRig(options, settings);
  await rig.auth.restore();
  for (const name of names) await signInAs(rig, name);
  rig.journal.length = 0;
  rig.states.length = 0;
  return rig;
}

/** Who the state is about, by the part of the e-mail address before the @. */
export function who(state: AuthState): string | null {
  if (state.kind === 'signing-in') return nameOf(state.current?.email);
  return 'account' in state ? nameOf(state.account?.email) : null;
}

export function othersIn(state: AuthState): readonly string[] {
  const others = 'others' in state ? state.others : [];
  return others.map(({ account }) => nameOf(account.email) ?? '');
}

/** The `id` of an account that is not in use. */
export function idOfOther(state: AuthState, person: Person): string {
  const others = 'others' in state ? state.others : [];
  const found = others.find(({ account }) => account.email === people[person].username);
  if (found === undefined) throw new Error(`${person} is not among ${othersIn(state).join()}`);
  return found.id;
}

function nameOf(email: string | null | undefined): string | null {
  return email?.split('@')[0] ?? null;
}
