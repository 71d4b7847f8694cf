import { EventEmitter } from 'node:events';
import type { Protocol } from 'devtools-protocol';
import { expect, test } from 'vitest';
import { type CdpConnection, CdpSession } from '../chromium/connection';
import type { HostEvent } from '../shared/host-event';
import { FrameTree } from '../web-contents/frame-tree';
import type { PageContents } from '../web-contents/page-contents';
import { Navigation } from './navigation';

/** What Chromium says, in an order that it was seen to say it in: the page asks again before the first is paused. */
function chromium() {
  const session = new CdpSession({} as CdpConnection, undefined);
  const frames = new FrameTree(1);
  frames.attach(session, 'main');
  const app = new EventEmitter();
  const announced: string[] = [];
  app.on('will-navigate', (event: HostEvent, url: string) => {
    event.preventDefault();
    announced.push(url);
  });
  const navigation = new Navigation(app as unknown as PageContents, frames);
  navigation.attach(session);
  return {
    announced,
    asks: (url: string) =>
      session.emit('Page.frameRequestedNavigation', {
        frameId: 'main',
        url,
        disposition: 'currentTab',
        reason: 'scriptInitiated',
      }),
    starts: (loaderId: string, url: string) =>
      session.emit('Page.frameStartedNavigating', {
        frameId: 'main',
        loaderId,
        url,
        navigationType: 'differentDocument',
      }),
    drops: (requestId: string) =>
      session.emit('Network.loadingFailed', { requestId, errorText: 'net::ERR_ABORTED' }),
    /** @returns whether the request may be sent. */
    pauses: (networkId: string, url: string) =>
      navigation.start({
        frameId: 'main',
        networkId,
        request: { url },
      } as Protocol.Fetch.RequestPausedEvent),
  };
}

const page = 'https://a.example/b';

test('a page that asks twice is refused twice, whichever of the requests is paused', () => {
  const { announced, asks, starts, drops, pauses } = chromium();
  asks(page);
  starts('1', page);
  asks(page);
  starts('2', page);
  expect(pauses('1', page)).toBe(false);
  drops('1');
  expect(pauses('2', page)).toBe(false);
  expect(announced).toEqual([page, page]);
});

test('a page that asks for another meanwhile is refused the first as well', () => {
  const { announced, asks, starts, pauses } = chromium();
  asks(page);
  starts('1', page);
  asks('https://a.example/c');
  expect(pauses('1', page)).toBe(false);
  expect(announced).toEqual([page]);
});

test('a request whose navigation was given up is not sent, and the app hears nothing', () => {
  const { announced, asks, starts, drops, pauses } = chromium();
  asks(page);
  starts('1', page);
  drops('1');
  expect(pauses('1', page)).toBe(false);
  expect(announced).toEqual([]);
});

test('what the page did not ask for is a load from main, which the app is not asked about', () => {
  const { announced, starts, pauses } = chromium();
  starts('1', page);
  expect(pauses('1', page)).toBe(true);
  expect(announced).toEqual([]);
});
