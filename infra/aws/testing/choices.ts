const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b-2c3d';
const sender = 'arn:aws:ses:eu-west-1:123456789012:identity/example.com';

/**
 * For each parameter that decides something: the default, and whatever else makes a difference, each
 * with what it cannot be without.
 */
export const choices: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  Tier: [{}, { Tier: 'PLUS' }, { Tier: 'LITE', Branding: 'classic', RefreshTokenRotation: 'off' }],
  Branding: [{}, { Branding: 'classic' }],
  RefreshTokenRotation: [{}, { RefreshTokenRotation: 'off' }],
  DomainPrefix: [{}, { DomainPrefix: 'our-app' }],
  CustomDomain: [{}, { CustomDomain: 'auth.example.com', CertificateArn: certificate }],
  SignUp: [{}, { SignUp: 'administrators' }],
  ConfirmUsers: [{}, { ConfirmUsers: 'automatic' }],
  Mfa: [{}, { Mfa: 'off' }, { Mfa: 'required' }],
  EmailSourceArn: [{}, { EmailSourceArn: sender, EmailFrom: 'no-reply@example.com' }],
  GlobalSignOut: [{}, { GlobalSignOut: 'yes' }],
  GoogleClientId: [{}, { GoogleClientId: 'app.example', GoogleClientSecretName: 'google' }],
  SamlMetadataUrl: [{}, { SamlMetadataUrl: 'https://idp.example/metadata' }],
  BouncePage: [{}, { BouncePage: 'yes' }],
  Logs: [{}, { Logs: 'yes' }],
};

/** All ways to choose one of each of these, merged; the later parameters have the last word. */
export function combinations(parameters: readonly string[]): Record<string, string>[] {
  return parameters.reduce<Record<string, string>[]>(
    (sofar, parameter) =>
      sofar.flatMap((chosen) =>
        (choices[parameter] ?? []).map((choice) => ({ ...chosen, ...choice })),
      ),
    [{}],
  );
}
