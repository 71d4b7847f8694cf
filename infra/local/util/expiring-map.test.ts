import { describe, expect, it } from 'vitest';
import { ExpiringMap } from './expiring-map';

describe('ExpiringMap', () => {
  let now = 0;
  const create = () =>
    new ExpiringMap<{ end: number }>(
      () => now,
      ({ end }) => end,
    );

  it('gives a value until it ends, and takes it once', () => {
    now = 0;
    const map = create();
    map.set('a', { end: 10 });
    now = 9;
    expect(map.get('a')).toEqual({ end: 10 });
    now = 10;
    expect(map.get('a')).toBeUndefined();
    map.set('b', { end: 20 });
    expect(map.take('b')).toEqual({ end: 20 });
    expect(map.take('b')).toBeUndefined();
  });

  it('counts a lifetime from when the value was set', () => {
    now = 0;
    const map = new ExpiringMap<string>(() => now, 10);
    map.set('a', 'first');
    now = 9;
    expect(map.get('a')).toBe('first');
    map.set('a', 'second');
    now = 18;
    expect(map.get('a')).toBe('second');
    now = 19;
    expect(map.get('a')).toBeUndefined();
  });

  it('lists what is alive', () => {
    now = 0;
    const map = create();
    map.set('short', { end: 5 });
    map.set('long', { end: 50 });
    now = 5;
    expect(map.values()).toEqual([{ end: 50 }]);
    expect(map.size).toBe(1);
  });

  it('holds at most twice what is alive, and loses nothing that is', () => {
    now = 0;
    const map = create();
    for (let i = 0; i < 100; i++) map.set(`keep ${i}`, { end: 1_000_000 });
    for (let i = 0; i < 10_000; i++) {
      now += 1;
      map.set(`pass ${i}`, { end: now + 1 });
      expect(map.size).toBeLessThanOrEqual(2 * 102);
    }
    expect(map.get('keep 0')).toBeDefined();
    expect(map.values()).toHaveLength(101);
  });
});
