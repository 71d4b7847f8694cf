import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallGuard } from './call-guard';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

let hangs: number;
let backs: number;

function guard(): CallGuard {
  [hangs, backs] = [0, 0];
  return new CallGuard({
    limitMs: 5_000,
    onHang: () => {
      hangs++;
    },
    onBack: () => {
      backs++;
    },
  });
}

/** A native call that ends when the test says so. */
function native() {
  let succeed = (_: string) => {};
  let fail = (_: Error) => {};
  const promise = new Promise<string>((resolve, reject) => {
    [succeed, fail] = [resolve, reject];
  });
  return { call: () => promise, succeed, fail };
}

/** A call of this kind that hangs until its limit. */
async function hang(one: CallGuard, kind: 'read' | 'write') {
  const call = native();
  const outcome = expect(one.call(kind, call.call)).rejects.toMatchObject({
    code: 'keychain-timeout',
  });
  await vi.advanceTimersByTimeAsync(5_000);
  await outcome;
  return call;
}

const refused = (call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ code: 'keychain-timeout' });

describe('a call', () => {
  it('gives what it gives, and leaves no timer', async () => {
    const one = guard();
    await expect(one.call('read', async () => 'value')).resolves.toBe('value');
    await expect(one.call('read', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that hangs is given up after its limit, and told once it is back', async () => {
    const one = guard();
    const call = await hang(one, 'write');
    expect([one.isHanging, hangs, backs]).toEqual([true, 1, 0]);
    call.succeed('late');
    await vi.advanceTimersByTimeAsync(0);
    expect([one.isHanging, hangs, backs]).toEqual([false, 1, 1]);
  });

  it('that fails late is no reason to try again: the person refused the dialog', async () => {
    const one = guard();
    const call = await hang(one, 'write');
    call.fail(new Error('refused'));
    await vi.advanceTimersByTimeAsync(0);
    expect([one.isHanging, backs]).toEqual([false, 0]);
  });
});

describe('while one hangs', () => {
  it('that writes, no other is begun', async () => {
    const one = guard();
    await hang(one, 'write');
    const spy = vi.fn(async () => 'value');
    await refused(one.call('read', spy));
    await refused(one.call('write', spy));
    expect(spy).not.toHaveBeenCalled();
  });

  it('that reads, one more is let through, and then none', async () => {
    const one = guard();
    await hang(one, 'read');
    await expect(one.call('read', async () => 'value')).resolves.toBe('value');
    await hang(one, 'read');
    const spy = vi.fn(async () => 'value');
    await refused(one.call('read', spy));
    expect(spy).not.toHaveBeenCalled();
  });

  it('beside another, it is back when the last of them is', async () => {
    const one = guard();
    const [first, second] = [await hang(one, 'read'), await hang(one, 'read')];
    first.succeed('late');
    await vi.advanceTimersByTimeAsync(0);
    expect([one.isHanging, backs]).toEqual([true, 0]);
    second.succeed('later');
    await vi.advanceTimersByTimeAsync(0);
    expect([one.isHanging, backs]).toEqual([false, 1]);
  });
});
