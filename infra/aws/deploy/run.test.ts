import { describe, expect, it } from 'vitest';
import { run } from './run';
import { TestTerminal } from './testing/terminal';

describe('a command', () => {
  async function ended(line: string) {
    const terminal = new TestTerminal();
    const complaints: string[] = [];
    const complain = (text: string) => complaints.push(text);
    const outcome = await run(line.split(' '), { terminal, env: {}, complain });
    return { outcome, said: terminal.text, complained: complaints.join('\n') };
  }

  it('explains itself', async () => {
    const { outcome, said } = await ended('deploy --help');
    expect([outcome, said]).toEqual(['done', expect.stringContaining('--allow-user-loss')]);
  });

  it('complains about its options, and says where they are', async () => {
    const { outcome, complained } = await ended('deploy --ja');
    expect(outcome).toBe('usage');
    expect(complained).toMatch(/'--ja'[\s\S]*--help/);
  });

  it('names a Region that is none', async () => {
    const { outcome, complained } = await ended('status --region eu-wst-1x');
    expect([outcome, complained]).toEqual(['region', expect.stringContaining('eu-west-1')]);
  });
});
