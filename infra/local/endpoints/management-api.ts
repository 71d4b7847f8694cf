import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Pool } from '../pool';
import { ApiError, type Members, operations } from './api-operations';

const contentType = 'application/x-amz-json-1.1';
const service = 'AWSCognitoIdentityProviderService.';

/** `POST /` on the issuer's host: those `operations` of the `cognito-idp` API that are here. */
export function managementApi(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const target = c.req.header('x-amz-target') ?? '';
    const isJson = c.req.header('content-type')?.startsWith(contentType);
    const name = target.startsWith(service) ? target.slice(service.length) : '';
    const operation = isJson && Object.hasOwn(operations, name) ? operations[name] : undefined;
    try {
      if (!operation) throw unknownOperation(target);
      return answer(c, 200, await operation(pool, parse(await c.req.text())));
    } catch (error) {
      if (error instanceof ApiError) return refuse(c, error);
      throw error;
    }
  };
}

function unknownOperation(target: string): ApiError {
  const names = Object.keys(operations).join(', ');
  return new ApiError(
    'UnknownOperationException',
    `The local user pool has no operation "${target.replace(/[^\w.]/g, '')}" for the content type ` +
      `${contentType}. It has ${names}.`,
  );
}

/** @throws ApiError */
function parse(text: string): Members {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return { ...body };
  } catch {
    // Refused below, as JSON of another kind is.
  }
  throw new ApiError('SerializationException');
}

function refuse(c: Context, { type, message }: ApiError): Response {
  c.header('x-amzn-ErrorType', `${type}:`);
  c.header('x-amzn-ErrorMessage', message);
  return answer(c, 400, { __type: type, ...(message === '' ? {} : { message }) });
}

function answer(c: Context, status: 200 | 400, body: Members): Response {
  c.header('x-amzn-RequestId', randomUUID());
  return c.body(JSON.stringify(body), status, { 'Content-Type': contentType });
}
