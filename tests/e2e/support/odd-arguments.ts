import type { Page } from '@playwright/test';

/**
 * Calls commands with arguments that none of them takes: too long, too deep, of another kind. They are made
 * in the page, since some can't be sent to it.
 *
 * @returns the calls that were not refused, as `argument → command`
 */
export function callWithOddArguments(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const long = 'x'.repeat(10_000_000);
    const cyclic: Record<string, unknown> = { intent: 'sign-in' };
    cyclic.self = cyclic;
    let deep: unknown = 'sign-in';
    for (let level = 0; level < 500; level++) deep = { intent: deep };
    const members = Array.from({ length: 100_000 }, (_, index) => [`m${index}`, index] as const);
    const large: [command: string, name: string, argument: unknown][] = [
      ['switchAccount', 'a text of 10 MB', long],
      ['signIn', 'a hint of 10 MB', { intent: 'sign-in', loginHint: long }],
      ['signIn', 'a name of 10 MB', { intent: 'sign-in', [long]: 1 }],
      ['signOut', 'an id of 10 MB', { account: { id: 'a'.repeat(10_000_000) } }],
      ['signIn', '10 MB of bytes', new Uint8Array(10_000_000)],
      ['signIn', '100,000 members', { intent: 'sign-in', ...Object.fromEntries(members) }],
    ];
    const small: Record<string, unknown> = {
      '500 levels': deep,
      'a circle': cyclic,
      'a function': () => 'sign-in',
      'a symbol': Symbol('sign-in'),
      'a big integer': { intent: 'sign-in', maxAge: 10n },
      'not a number': { intent: 'sign-in', maxAge: Number.NaN },
      'a list': [{ intent: 'sign-in' }],
      'another way': { intent: 'sign-in', flow: 'loopback --evil' },
      'another account': { account: 'everybody' },
      null: null,
    };
    const api = window.cognitoDesktop as unknown as Record<string, (arg: unknown) => unknown>;
    const each = ['signIn', 'switchAccount', 'signOut'].flatMap((command) =>
      Object.entries(small).map(([name, argument]) => [command, name, argument] as const),
    );
    const alone = [
      ['signIn', 'a date', new Date()],
      ['signIn', 'an inherited intent', Object.create({ intent: 'sign-in' })],
    ] as const;
    const taken: string[] = [];
    for (const [command, name, argument] of [...each, ...alone, ...large]) {
      try {
        await api[command]?.(argument);
        taken.push(`${name} → ${command}`);
      } catch {
        // refused, here or in the main process
      }
    }
    return taken;
  });
}
