import type { SignOutOptions } from '../../shared/api';
import type { OtherAccount } from '../../shared/auth-state';
import type { Commands } from '../commands';
import { strings } from '../strings';
import { AccountList } from './AccountList';

interface Props {
  readonly others: readonly OtherAccount[];
  readonly leaving: readonly SignOutOptions[];
  readonly commands: Commands;
}

const headingId = 'remembered-accounts';

/** While nobody is signed in: the accounts that can go on without their password. */
export function RememberedAccounts({ others, leaving, commands }: Props) {
  const words = strings.accounts;
  return (
    <section className="accounts remembered">
      <div className="accounts-head">
        <h2 id={headingId}>{words.remembered}</h2>
      </div>
      <div className="card">
        <AccountList
          others={others}
          labelledBy={headingId}
          verb={words.goOnAs}
          leave={words.remove}
          leaving={leaving}
          onPick={commands.switchTo}
          onLeave={(other) => commands.ask({ kind: 'remove', other })}
        />
      </div>
    </section>
  );
}
