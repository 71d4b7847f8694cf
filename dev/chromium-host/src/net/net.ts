import { sessionModule, sessionOf } from '../session/session';
import { refuseUnknown } from '../shared/not-implemented';
import { createNetRequest } from './client-request';
import { fetchWith } from './fetch';

const request = createNetRequest({ sessionOf });

/** https://www.electronjs.org/docs/latest/api/net */
export const net = refuseUnknown(
  {
    fetch: (input: string | Request, init?: RequestInit): Promise<Response> =>
      fetchWith(request, sessionModule.defaultSession, input, init),
    request,
    isOnline: (): boolean => true,
    online: true,
  },
  'net',
);
