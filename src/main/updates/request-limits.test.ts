import { EventEmitter } from 'node:events';
import type { ClientRequest } from 'electron';
import { expect, it } from 'vitest';
import { RequestLimits } from './request-limits';

it('leaves no listener for a proxy that wants a password, so that Electron cancels the request', () => {
  const request = Object.assign(new EventEmitter(), { abort: () => {} });
  const executor = {
    createRequest: (_options: { protocol?: string }, _onResponse: (response: never) => void) =>
      request.on('login', () => {}) as unknown as ClientRequest,
  };
  new RequestLimits().applyTo(executor);
  executor.createRequest({ protocol: 'https:' }, () => {});
  expect(request.emit('login')).toBe(false);
  request.emit('abort');
});
