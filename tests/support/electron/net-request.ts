import { createNetRequest } from '@repo/chromium-host/net/client-request';
import type { Net } from 'electron';

/**
 * Electron's `net.request` on Node's network, with Electron's order of events. What the host doesn't implement throws
 * when it is used, so its type has fewer members.
 */
export const net = { request: createNetRequest() as unknown as Net['request'] };
