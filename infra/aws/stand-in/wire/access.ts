import { ServiceError } from './service-error';

/** What becomes of the requests of one access key. */
export interface KeyPolicy {
  /** The session is over. */
  readonly expired?: boolean;
  /** Actions that its account does not allow, like `cloudformation:CreateChangeSet`. */
  readonly denied?: readonly string[];
}

export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

type Protocol = 'query' | 'json';

/** The two protocols have their own names for the same error. */
const codes = {
  expired: { query: 'ExpiredToken', json: 'ExpiredTokenException' },
  unknown: { query: 'InvalidClientTokenId', json: 'UnrecognizedClientException' },
  denied: { query: 'AccessDenied', json: 'AccessDeniedException' },
} as const;

/**
 * Who asks, by the credential scope of Signature Version 4; the signature itself is not checked.
 * @throws ServiceError for a key that is expired, unknown or not allowed to do that
 */
export function callerOf(
  authorization: string | undefined,
  action: string,
  protocol: Protocol,
  keys: Readonly<Record<string, KeyPolicy>>,
): Caller {
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    authorization ?? '',
  );
  const refuse = (kind: keyof typeof codes, message: string) =>
    new ServiceError(codes[kind][protocol], message, 403);
  const [, accessKeyId = '', region = '', service = ''] = scope ?? [];
  const policy = keys[accessKeyId];
  if (policy === undefined || (service !== 'cloudformation' && service !== 'cognito-idp')) {
    throw refuse('unknown', 'The security token included in the request is invalid.');
  }
  if (policy.expired) {
    throw refuse('expired', 'The security token included in the request is expired');
  }
  const qualified = `${service}:${action}`;
  if (policy.denied?.includes(qualified)) {
    throw refuse(
      'denied',
      `User: arn:aws:iam::123456789012:user/developer is not authorized to perform: ${qualified} on resource: * because no identity-based policy allows the ${qualified} action`,
    );
  }
  return { accessKeyId, region };
}
