import { describe, expect, it } from 'vitest';
import { buttons, draw, read } from '../../../tests/support/renderer/draw';
import { signedIn, states, unreachable } from '../../../tests/support/renderer/fixtures';
import type { UpdateState } from '../../shared/update';

const version = '1.3.0';
const line = (update: UpdateState, state = signedIn(0) as Parameters<typeof draw>[0]) => {
  const html = draw(state, undefined, { update });
  return html.slice(html.indexOf('</main>'), html.indexOf('<footer'));
};

describe('the line about updates', () => {
  it.each<[UpdateState, string, string[]]>([
    [{ kind: 'idle' }, '', []],
    [{ kind: 'checking' }, 'Looking for a newer version…', []],
    [{ kind: 'up-to-date' }, 'You have the newest version.', ['Dismiss']],
    [{ kind: 'available', version }, 'Version 1.3.0 is available.', ['Dismiss']],
    [{ kind: 'downloading', version, percent: 7 }, 'is being downloaded. 7%', ['Cancel']],
    [{ kind: 'ready', version }, 'Version 1.3.0 is ready.', ['Restart to update']],
  ])('%j: %s', (update, text, offered) => {
    const html = line(update);
    expect(read(html)).toContain(text);
    expect(buttons(html)).toEqual(offered);
  });

  it('without anything to say shows nothing, and keeps the place that is spoken from', () => {
    expect(line({ kind: 'idle' })).toBe(
      '</main><div data-update="idle"><p role="status"></p></div>',
    );
  });

  it('says what failed, and offers to try again', () => {
    const html = line({ kind: 'failed', problem: unreachable });
    expect(html).toContain('role="alert"');
    expect(html).toContain(unreachable.hint);
    expect(buttons(html)).toEqual(['Try again', 'Dismiss']);
  });

  it('does not speak of each percent', () => {
    const spoken = (percent: number) =>
      /role="status">([^<]*)</.exec(line({ kind: 'downloading', version, percent }))?.[1];
    expect(spoken(3)).toBe(spoken(4));
    expect(line({ kind: 'downloading', version, percent: 3 })).toMatch(
      /<progress aria-label="Download" value="3" max="100">/,
    );
  });

  it('offers no restart during a sign-in, and says why', () => {
    const html = line({ kind: 'ready', version }, states.waiting);
    expect(html).toMatch(/aria-disabled="true"[^>]*>Restart to update/);
    expect(read(html)).toContain('Finish signing in before you restart.');
    expect(line({ kind: 'ready', version })).not.toContain('aria-disabled');
  });

  it.each(Object.entries(states))('is there in the state %s', (_, state) => {
    expect(line({ kind: 'ready', version }, state)).toContain('Restart to update');
  });
});
