import { createNetRequest } from '../../../dev/chromium-host/src/modules/net-request';

/** Electron's `net.request` on Node's network, with Electron's order of events. */
export const net = { request: createNetRequest() };
