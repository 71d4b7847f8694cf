/** An error that a service answers with: `code` as AWS spells it in this protocol. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** CloudFormation's answer to nearly everything it does not like. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
