/** What the trigger is given, and gives back (user-pool-lambda-pre-sign-up page). */
export interface PreSignUpEvent {
  readonly version: string;
  readonly triggerSource: 'PreSignUp_SignUp';
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: {
    readonly userAttributes: Readonly<Record<string, string>>;
    readonly validationData: null;
    readonly clientMetadata: null;
  };
  readonly response: {
    autoConfirmUser: boolean;
    autoVerifyEmail: boolean;
    autoVerifyPhone: boolean;
  };
}

/** Whatever it throws refuses the sign-up, with the message on the page. */
export type PreSignUp = (event: PreSignUpEvent) => unknown;
