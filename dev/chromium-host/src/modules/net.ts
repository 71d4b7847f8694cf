import { hostFetch } from '../session/fetch';
import { sessionModule } from '../session/session';
import { refuseUnknown } from '../shared/not-implemented';
import { createNetRequest } from './net-request';

/** https://www.electronjs.org/docs/latest/api/net */
export const net = refuseUnknown(
  {
    fetch: (input: string | Request, init?: RequestInit): Promise<Response> =>
      hostFetch(sessionModule.defaultSession, input, init),
    request: createNetRequest(),
    isOnline: (): boolean => true,
    online: true,
  },
  'net',
);
