import { beforeEach, describe, expect, it } from 'vitest';
import { recordingLog } from '../../../tests/support/electron/recording-log';
import type { UpdateState } from '../../shared/update';
import { AppError } from '../problems/app-error';
import type { Offer, UpdateEngine } from './engine';
import { Updates } from './updates';

const newer: Offer = { version: '1.3.0', isInstallable: true };

let told: UpdateState[];
let log: ReturnType<typeof recordingLog>;
let updates: Updates;
let steps: string[];
let isBusy: boolean;
/** What the engine answers next; an error rejects. */
let offer: Offer | null | Error;
let download: (report: (percent: number) => void) => Promise<void>;
let install: () => void;
/** Holds every check until it is called, once it was set. */
let gate: Promise<void>;

beforeEach(() => {
  told = [];
  steps = [];
  isBusy = false;
  offer = newer;
  download = async () => {};
  install = () => void steps.push('install');
  gate = Promise.resolve();
  log = recordingLog();
  const engine: UpdateEngine = {
    async check() {
      await gate;
      if (offer instanceof Error) throw offer;
      return offer;
    },
    download: (report) => download(report),
    cancel: () => void steps.push('cancel'),
    install: () => install(),
  };
  updates = new Updates({
    loadEngine: async () => {
      steps.push('load');
      return engine;
    },
    isBusy: () => isBusy,
    beforeInstall: async () => void steps.push('settle'),
    onChange: (state) => told.push(state),
    log,
  });
});

const kinds = () => told.map(({ kind }) => kind);

describe('a check in the background', () => {
  it('fetches what it finds, telling how far it is, each percent once', async () => {
    download = async (report) => {
      for (const percent of [0, 12, 12, 100]) report(percent);
    };
    await updates.check(false);
    const { version } = newer;
    expect(told).toEqual([
      { kind: 'downloading', version, percent: 0 },
      { kind: 'downloading', version, percent: 12 },
      { kind: 'downloading', version, percent: 100 },
      { kind: 'ready', version },
    ]);
    expect(log.lines.map(({ event }) => event)).toEqual(['update.available', 'update.ready']);
  });

  it('says nothing when there is nothing, and loads what it needs only once', async () => {
    offer = null;
    expect(steps).toEqual([]);
    await updates.check(false);
    await updates.check(false);
    expect([told, steps, updates.state]).toEqual([[], ['load'], { kind: 'idle' }]);
  });

  it('fails into the log alone', async () => {
    offer = new AppError('update-unreachable');
    await updates.check(false);
    expect(told).toEqual([]);
    expect(log.lines).toEqual([{ event: 'update.failed', fields: { code: 'update-unreachable' } }]);
  });

  it('takes the progress away when the download fails', async () => {
    download = () => Promise.reject(new AppError('update-refused'));
    await updates.check(false);
    expect(kinds()).toEqual(['downloading', 'idle']);
  });

  it('makes way for the person who asks meanwhile, and is not made twice', async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    offer = null;
    const background = updates.check(false);
    await updates.check(true);
    expect(kinds()).toEqual(['checking']);
    open();
    await background;
    expect(kinds()).toEqual(['checking', 'up-to-date']);
    expect(steps).toEqual(['load']);
  });

  it('is not made while an update is ready', async () => {
    await updates.check(false);
    offer = new Error('asked again');
    await updates.check(false);
    await updates.check(true);
    expect(updates.state.kind).toBe('ready');
    expect(log.lines.map(({ event }) => event)).not.toContain('update.failed');
  });
});

describe('a check that the person has asked for', () => {
  it('says that there is nothing newer', async () => {
    offer = null;
    await updates.check(true);
    expect(kinds()).toEqual(['checking', 'up-to-date']);
    await updates.dismiss();
    expect(updates.state).toEqual({ kind: 'idle' });
  });

  it('says what failed, in our words', async () => {
    offer = new Error('connect ECONNREFUSED 10.0.0.1:443');
    await updates.check(true);
    expect(told.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'internal' } });
    expect(JSON.stringify([told, log.lines])).not.toContain('10.0.0.1');
  });

  it('is asked for once: the next one in the background is silent again', async () => {
    offer = null;
    await updates.check(true);
    offer = new AppError('update-unreachable');
    await updates.check(false);
    expect(kinds()).toEqual(['checking', 'up-to-date', 'idle']);
  });
});

describe('what this copy of the app can’t install', () => {
  it('is only told, until the person has read it', async () => {
    offer = { ...newer, isInstallable: false };
    await updates.check(false);
    expect(told).toEqual([{ kind: 'available', version: '1.3.0' }]);
    await updates.dismiss();
    await updates.check(false);
    expect(kinds()).toEqual(['available', 'idle']);
    await updates.check(true);
    expect(updates.state.kind).toBe('available');
  });
});

describe('cancelling a download', () => {
  /** Begins one that goes on until it is cancelled. */
  function begin(): Promise<void> {
    let end = (_: Error) => {};
    download = () =>
      new Promise((_resolve, reject) => {
        end = reject;
      });
    const work = updates.check(false);
    return new Promise<void>(setImmediate).then(async () => {
      await updates.dismiss();
      end(new AppError('cancelled'));
      await work;
    });
  }

  it('ends it without a word, and it does not begin again by itself', async () => {
    await begin();
    expect(steps).toEqual(['load', 'cancel']);
    expect(kinds()).toEqual(['downloading', 'idle']);
    expect(log.lines.map(({ event }) => event)).toEqual(['update.available']);
    await updates.check(false);
    expect(updates.state.kind).toBe('idle');
  });

  it('lets a later version come', async () => {
    await begin();
    download = async () => {};
    offer = { ...newer, version: '1.3.1' };
    await updates.check(false);
    expect(updates.state).toEqual({ kind: 'ready', version: '1.3.1' });
  });

  it('counts even when the download was over by then', async () => {
    let end = () => {};
    download = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const work = updates.check(false);
    await new Promise(setImmediate);
    await updates.dismiss();
    end();
    await work;
    expect(updates.state.kind).toBe('idle');
  });
});

describe('restarting', () => {
  it('waits for what must not be cut off, then installs', async () => {
    await updates.check(false);
    await updates.restart();
    expect(steps).toEqual(['load', 'settle', 'install']);
  });

  it('is not done without an update, nor during a sign-in', async () => {
    await updates.restart();
    await updates.check(false);
    isBusy = true;
    await updates.restart();
    expect(steps).toEqual(['load']);
    expect(updates.state.kind).toBe('ready');
  });

  it('is not done when a sign-in has begun meanwhile', async () => {
    await updates.check(false);
    const restart = updates.restart();
    isBusy = true;
    await restart;
    expect(steps).toEqual(['load', 'settle']);
  });

  it('says when it did not work, since the person has asked', async () => {
    await updates.check(false);
    install = () => {
      throw new AppError('update-not-installed');
    };
    await updates.restart();
    expect(told.at(-1)).toMatchObject({
      kind: 'failed',
      problem: { code: 'update-not-installed' },
    });
  });

  it('an update that is ready can’t be dismissed: it comes at the next quit', async () => {
    await updates.check(false);
    await updates.dismiss();
    expect(updates.state.kind).toBe('ready');
  });
});
