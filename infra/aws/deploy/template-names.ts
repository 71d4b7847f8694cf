/** What `infra/aws/template.yaml` calls the things that the commands speak of by name. */
export const domainPrefixParameter = 'DomainPrefix';

export const deletionProtectionParameter = 'DeletionProtection';

/** `NAME=VALUE` that lifts the user pool's deletion protection. */
export const protectionOff = `${deletionProtectionParameter}=INACTIVE`;
