import type { AppInfo, SignOutOptions } from '../../shared/api';
import type { OtherAccount } from '../../shared/auth-state';
import type { Commands } from '../commands';
import { strings } from '../strings';
import { AccountList } from './AccountList';
import { Button } from './Button';
import { PlusIcon } from './PlusIcon';

interface Props {
  readonly others: readonly OtherAccount[];
  readonly info: AppInfo;
  readonly leaving: readonly SignOutOptions[];
  readonly commands: Commands;
}

const headingId = 'other-accounts';

/** While someone is signed in: the other accounts of this computer, and what is done to several. */
export function OtherAccounts({ others, info, leaving, commands }: Props) {
  const words = strings.accounts;
  const ask = (kind: 'sign-out-all' | 'sign-out-everywhere') => () => commands.ask({ kind });
  return (
    <section className="accounts">
      {others.length > 0 && (
        <div className="accounts-head">
          <h2 id={headingId}>{words.others}</h2>
          <Button kind="quiet" onPress={ask('sign-out-all')}>
            {words.signOutAll}
          </Button>
        </div>
      )}
      <div className="card">
        {others.length > 0 && (
          <AccountList
            others={others}
            labelledBy={headingId}
            verb={words.switchTo}
            leave={words.signOut}
            leaving={leaving}
            onPick={commands.switchTo}
            onLeave={(other) => commands.ask({ kind: 'sign-out', other })}
          />
        )}
        <Button kind="row" onPress={() => commands.signIn({ intent: 'sign-in' })}>
          <PlusIcon />
          {words.add}
        </Button>
      </div>
      {info.canSignOutEverywhere && (
        <div className="accounts-foot">
          <Button kind="quiet" onPress={ask('sign-out-everywhere')}>
            {words.signOutEverywhere}
          </Button>
        </div>
      )}
    </section>
  );
}
