import { randomInt } from 'node:crypto';
import { ExpiringMap } from '../util/expiring-map';
import { Attempts } from './attempts';

/** What a code is good for: confirming an account, or setting a new password. */
export type CodePurpose = 'confirm' | 'reset-password';

export type CodeCheck = 'right' | 'wrong' | 'expired' | 'too-many-attempts';

/** Hours (quotas page: "Sign-up confirmation code validity", "Forgot password code validity"). */
const lifetimeHours: Record<CodePurpose, number> = { confirm: 24, 'reset-password': 1 };

/**
 * Cognito allows 5 to 20 tries an hour, by how risky they look (quotas page). The least, for sending
 * codes and for entering them.
 */
const triesPerHour = 5;

/** The e-mailed codes that are open. Told apart by address, so that unknown ones behave the same. */
export class MailedCodes {
  readonly #codes: ExpiringMap<{ code: string; expiresAt: number }>;
  readonly #sent: Attempts;
  readonly #entered: Attempts;
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#codes = new ExpiringMap(clock, ({ expiresAt }) => expiresAt);
    this.#sent = new Attempts(triesPerHour, clock);
    this.#entered = new Attempts(triesPerHour, clock);
  }

  /** A new code, which voids the one before; `null` when too many were asked for. */
  issue(purpose: CodePurpose, email: string): string | null {
    const name = nameOf(purpose, email);
    if (!this.#sent.take(name)) return null;
    const code = randomInt(1_000_000).toString().padStart(6, '0');
    const expiresAt = this.#clock() + lifetimeHours[purpose] * 3_600_000;
    this.#codes.set(name, { code, expiresAt });
    return code;
  }

  isOpen(purpose: CodePurpose, email: string): boolean {
    return this.#codes.get(nameOf(purpose, email)) !== undefined;
  }

  /** Whether this is the code last sent. A right one is spent. */
  check(purpose: CodePurpose, email: string, code: string): CodeCheck {
    const name = nameOf(purpose, email);
    if (!this.#entered.take(name)) return 'too-many-attempts';
    const expected = this.#codes.get(name)?.code;
    if (expected === undefined) return 'expired';
    if (expected !== code.trim()) return 'wrong';
    this.#codes.take(name);
    this.#entered.forget(name);
    return 'right';
  }
}

function nameOf(purpose: CodePurpose, email: string): string {
  return `${purpose} ${email.trim().toLowerCase()}`;
}
