import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { findStack } from './stack';
import { failing, type Rig, startRig } from './testing/rig';
import { TestTerminal } from './testing/terminal';
import { user } from './user';
import { Users } from './users';

let rig: Rig;
let poolId: string;
beforeAll(async () => {
  rig = await startRig();
  await rig.deploy({ parameters: { Grouped: 'yes' } });
  poolId = (await findStack(rig.aws, identity.name))?.outputs.UserPoolId ?? '';
});
afterAll(() => rig.close());

async function run(words: string, resend = false): Promise<string> {
  const terminal = new TestTerminal();
  await user(new Users(rig.aws, poolId), words.split(' '), resend, terminal);
  return terminal.text;
}
const people = () => rig.standIn.store.pools.get(poolId)?.users;

describe('aws:user', () => {
  it('invites somebody, with an address that counts as verified, and once more', async () => {
    expect(await run('add ann@example.com')).toContain('mails ann@example.com a first password');
    const ann = people()?.get('ann@example.com');
    expect(ann?.Attributes).toEqual([
      { Name: 'email', Value: 'ann@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ]);
    const { outcome, message, hint } = await failing(run('add ann@example.com'));
    expect([outcome, hint]).toEqual(['user', 'To mail the invitation again, add --resend.']);
    expect(message).toContain('invited, has not signed in yet');
    await run('add ann@example.com', true);
    expect(ann?.invitations).toBe(2);
  });

  it('confirms somebody who has signed up, and nobody else', async () => {
    await run('add bob@example.com');
    const bob = people()?.get('bob@example.com');
    expect((await failing(run('confirm bob@example.com'))).outcome).toBe('user');
    if (bob) bob.UserStatus = 'UNCONFIRMED';
    expect(await run('confirm bob@example.com')).toContain('bob@example.com is confirmed');
    expect(bob?.UserStatus).toBe('CONFIRMED');
    const { message, hint } = await failing(run('add bob@example.com'));
    expect([message, hint]).toEqual([expect.stringContaining('(confirmed)'), null]);
  });

  it('puts somebody into a group, and names the groups that there are', async () => {
    await run('add cem@example.com');
    expect(await run('group cem@example.com staff')).toContain('in the group staff');
    expect(people()?.get('cem@example.com')?.groups).toEqual(new Set(['staff']));
    const { outcome, hint } = await failing(run('group cem@example.com stuff'));
    expect([outcome, hint]).toEqual(['user', 'It has: staff.']);
  });

  it.each(['confirm', 'group'])('%s says that there is nobody of that name', async (action) => {
    const group = action === 'group' ? ' staff' : '';
    const { outcome, message } = await failing(run(`${action} nobody@example.com${group}`));
    expect([outcome, message]).toEqual([
      'user',
      'Nobody in the user pool is called nobody@example.com.',
    ]);
  });

  it('lists everybody, however many pages that takes', async () => {
    const lines = (await run('list')).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^bob@example\.com +\d{4}-\d\d-\d\d {2}confirmed$/);
    expect(lines[3]).toBe('3 in all.');
  });

  it.each([
    '',
    'add',
    'drop a@b.c',
    'add a@b.c staff',
    'group a@b.c',
    'list a@b.c',
    'add ann',
    'group a@b.c x y',
  ])('takes no "%s"', async (words) => {
    expect((await failing(run(words))).outcome).toBe('usage');
  });

  it('takes nothing that could be a password', async () => {
    await expect(run('add dan@example.com S3cret!pass')).rejects.toThrow('takes one of');
    expect(people()?.has('dan@example.com')).toBe(false);
  });
});
