import { createNetRequest } from '@repo/chromium-host/modules/net-request';

/** Electron's `net.request` on Node's network, with Electron's order of events. */
export const net = { request: createNetRequest() };
