import type { CodeCheck } from '../../store/mailed-codes';
import type { PasswordWeakness } from '../../store/password';

/** What the hosted UI says, in one language. Plain text: it is escaped where it goes into a page. */
export interface PageText {
  /** On every page. */
  readonly poolName: string;
  readonly developmentOnly: string;

  readonly email: string;
  readonly password: string;
  readonly newPassword: string;
  /** What a new password needs; at least so many characters, for one. */
  readonly passwordRules: (minimumLength: number) => string;
  readonly name: string;
  readonly optional: string;
  readonly code: string;
  /** Beside the field for a mailed code: there is no mail, but an inbox page. */
  readonly noMail: string;
  readonly openInbox: string;

  readonly signIn: string;
  readonly signInLead: string;
  readonly forgotPassword: string;
  readonly newHere: string;
  readonly chooseProvider: string;
  readonly continueWith: (provider: string) => string;

  readonly createAccount: string;
  readonly signUpLead: string;
  readonly haveAccount: string;
  readonly signUpClosed: string;

  readonly checkMail: string;
  readonly codeSentTo: (address: string) => string;
  readonly confirmAccount: string;
  readonly noCode: string;
  readonly sendAgain: string;
  readonly newCodeSent: string;
  readonly accountConfirmed: string;
  readonly goBackToApp: string;

  readonly forgotPasswordLead: string;
  readonly sendCode: string;
  readonly rememberedIt: string;
  readonly codePerhapsSentTo: (address: string) => string;
  readonly changePassword: string;
  readonly askForAnotherCode: string;
  readonly passwordChanged: string;

  readonly enterCode: string;
  readonly codeIsInApp: string;
  readonly setUpApp: string;
  readonly setUpAppLead: string;
  readonly qrCode: string;
  readonly key: string;
  readonly openInApp: string;
  readonly codeFromApp: string;
  readonly somebodyElse: string;
  readonly otherAccount: string;

  readonly somethingWentWrong: string;
  readonly pageError: string;
  readonly redirectMismatch: string;
  readonly redirectUris: string;
  readonly signOutUris: string;
  readonly unknownClient: string;
  readonly appClients: string;
  readonly parametersMissing: string;
  readonly clientIdMissing: string;

  readonly tookTooLong: string;
  readonly staleForm: string;
  readonly wrongLogin: string;
  readonly tooManyPasswords: string;
  readonly userDisabled: string;
  readonly invalidEmail: string;
  readonly emailTaken: string;
  readonly weakAtSignUp: (weakness: string) => string;
  readonly weakAtReset: (weakness: string) => string;
  readonly weaknesses: Readonly<Record<PasswordWeakness, string>>;
  readonly tooManyAttempts: string;
  readonly mailedCode: Readonly<Record<Exclude<CodeCheck, 'right'>, string>>;
  readonly appCode: Readonly<Record<'wrong' | 'used', string>>;
}
