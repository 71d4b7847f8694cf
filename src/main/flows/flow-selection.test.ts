import { describe, expect, it } from 'vitest';
import type { FlowName } from '../../shared/flows';
import type { ProblemCode } from '../../shared/problem';
import type { AuthorizeOptions, EndSessionOptions, SignInFlow } from '../auth/ports';
import { AppError } from '../problems/app-error';
import { FlowSelection, unavailableCodes } from './flow-selection';

/** Flows that do as they are told, and what was asked of them. */
function setUp(outcomes: Partial<Record<FlowName, Error>>, names = Object.keys(outcomes)) {
  const tried: string[] = [];
  const ended: string[] = [];
  const focused: string[] = [];
  const flows = names.map((each): SignInFlow => {
    const name = each as FlowName;
    return {
      name,
      authorize: async ({ begin, accept }) => {
        tried.push(name);
        const failure = outcomes[name];
        if (failure !== undefined) throw failure;
        const url = begin(`${name}://callback`);
        accept(url);
        return url;
      },
      endSession: async ({ logoutUrl }) => ended.push(logoutUrl(name) ?? '') > 0,
      focus: () => void focused.push(name),
    };
  });
  const reasons: string[] = [];
  const controller = new AbortController();
  const selection = new FlowSelection(flows);
  const authorize = (options: Partial<AuthorizeOptions> = {}) =>
    selection.authorize({
      flow: null,
      needsRealBrowser: false,
      signal: controller.signal,
      begin: ({ name, redirectUri }) => `${name} ${redirectUri}`,
      accept: () => true,
      onWarning: ({ code }) => void reasons.push(code),
      ...options,
    });
  return { selection, authorize, tried, ended, focused, reasons, controller };
}

const fine = undefined as unknown as Error;
const failing = (code: ProblemCode) => new AppError(code);

describe('the flows', () => {
  it('takes the first, and tells it apart for the request', async () => {
    const { authorize, tried, reasons } = setUp({ loopback: fine, 'embedded-window': fine });
    expect(await authorize()).toBe('loopback loopback://callback');
    expect(tried).toEqual(['loopback']);
    expect(reasons).toEqual([]);
  });

  it.each(unavailableCodes)('goes on to the next one after %s, and says why', async (code) => {
    const { authorize, tried, reasons } = setUp({
      loopback: failing(code),
      'private-scheme': failing('scheme-not-registered'),
      'embedded-window': fine,
    });
    expect(await authorize()).toBe('embedded-window embedded-window://callback');
    expect(tried).toEqual(['loopback', 'private-scheme', 'embedded-window']);
    expect(reasons).toEqual([code, 'scheme-not-registered']);
  });

  it('fails with the last reason when none can be taken, and warns of the others only', async () => {
    const { authorize, reasons } = setUp({
      loopback: failing('loopback-ports-taken'),
      'private-scheme': failing('scheme-not-registered'),
    });
    await expect(authorize()).rejects.toMatchObject({ code: 'scheme-not-registered' });
    expect(reasons).toEqual(['loopback-ports-taken']);
  });

  it.each(['cancelled', 'provider-unreachable', 'redirect-mismatch'] as const)(
    'does not try another one after %s',
    async (code) => {
      const { authorize, tried } = setUp({ loopback: failing(code), 'embedded-window': fine });
      await expect(authorize()).rejects.toMatchObject({ code });
      expect(tried).toEqual(['loopback']);
    },
  );

  it('does not try another one after a failure of our own', async () => {
    const { authorize, tried } = setUp({ loopback: new Error('bug'), 'embedded-window': fine });
    await expect(authorize()).rejects.toThrow('bug');
    expect(tried).toEqual(['loopback']);
  });

  it('does not go on once the sign-in was cancelled', async () => {
    const { authorize, tried, controller } = setUp({
      loopback: failing('loopback-ports-taken'),
      'embedded-window': fine,
    });
    controller.abort(new AppError('cancelled'));
    await expect(authorize()).rejects.toMatchObject({ code: 'cancelled' });
    expect(tried).toEqual(['loopback']);
  });

  it('puts the one that the person asked for first; the others stay in their order', async () => {
    const { authorize, tried } = setUp({
      'embedded-window': failing('embedded-refused'),
      loopback: failing('loopback-ports-taken'),
      'private-scheme': failing('scheme-not-registered'),
    });
    await expect(authorize({ flow: 'private-scheme' })).rejects.toThrow();
    expect(tried).toEqual(['private-scheme', 'embedded-window', 'loopback']);
  });

  it('leaves the window of the app out for a provider that refuses it, with a word on why', async () => {
    const { authorize, tried, reasons } = setUp({ 'embedded-window': fine, loopback: fine });
    expect(await authorize({ needsRealBrowser: true })).toBe('loopback loopback://callback');
    expect(tried).toEqual(['loopback']);
    expect(reasons).toEqual(['embedded-refused']);
  });

  it('says so when there is nothing but the window of the app', async () => {
    const { authorize, tried } = setUp({ 'embedded-window': fine });
    await expect(authorize({ needsRealBrowser: true })).rejects.toMatchObject({
      code: 'embedded-refused',
    });
    expect(tried).toEqual([]);
  });

  it('ends the session where the account signed in, and nowhere else', async () => {
    const { selection, ended, controller } = setUp({ 'embedded-window': fine, loopback: fine });
    const end = (flow: FlowName): EndSessionOptions => ({
      flow,
      logoutUrl: (returnUri) => `logout ${returnUri}`,
      logoutForm: () => null,
      signal: controller.signal,
    });
    await selection.endSession(end('loopback'));
    // A flow that the settings no longer allow.
    await selection.endSession(end('private-scheme'));
    expect(ended).toEqual(['logout loopback']);
  });

  it('brings the page to the front, whichever flow shows it', () => {
    const { selection, focused } = setUp({ 'embedded-window': fine, loopback: fine });
    selection.focus();
    expect(focused).toEqual(['embedded-window', 'loopback']);
  });
});
