import type { AppInfo, SignOutOptions } from '../../shared/api';
import type { OtherAccount } from '../../shared/auth-state';
import type { Commands } from '../commands';
import { strings } from '../strings';
import { AccountList } from './AccountList';
import { Button } from './Button';
import { PlusIcon } from './PlusIcon';

interface Props {
  readonly others: readonly OtherAccount[];
  /** While an account is in use: then more can be added, or signed out together. Else `null`. */
  readonly info: AppInfo | null;
  readonly leaving: readonly SignOutOptions[];
  readonly commands: Commands;
}

const words = strings.accounts;

/** What the list says while an account is in use. */
const inUse = {
  id: 'other-accounts',
  heading: words.others,
  verb: words.switchTo,
  leave: words.signOut,
  question: 'sign-out',
} as const;

/** What it says while none is: these accounts need no password. */
const remembered = {
  id: 'remembered-accounts',
  heading: words.remembered,
  verb: words.goOnAs,
  leave: words.remove,
  question: 'remove',
} as const;

/** The accounts of this computer that are not in use. */
export function OtherAccounts({ others, info, leaving, commands }: Props) {
  const { id, heading, verb, leave, question } = info === null ? remembered : inUse;
  const ask = (kind: 'sign-out-all' | 'sign-out-everywhere') => () => commands.ask({ kind });
  return (
    <section className={info === null ? 'accounts remembered' : 'accounts'}>
      {others.length > 0 && (
        <div className="accounts-head">
          <h2 id={id}>{heading}</h2>
          {info !== null && (
            <Button kind="quiet" onPress={ask('sign-out-all')}>
              {words.signOutAll}
            </Button>
          )}
        </div>
      )}
      <div className="card">
        {others.length > 0 && (
          <AccountList
            others={others}
            labelledBy={id}
            verb={verb}
            leave={leave}
            leaving={leaving}
            onPick={commands.switchTo}
            onLeave={(other) => commands.ask({ kind: question, other })}
          />
        )}
        {info !== null && (
          <Button kind="row" onPress={() => commands.signIn({ intent: 'sign-in' })}>
            <PlusIcon />
            {words.add}
          </Button>
        )}
      </div>
      {info?.canSignOutEverywhere && (
        <div className="accounts-foot">
          <Button kind="quiet" onPress={ask('sign-out-everywhere')}>
            {words.signOutEverywhere}
          </Button>
        </div>
      )}
    </section>
  );
}
