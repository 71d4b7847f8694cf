import type { PageText } from './page-text';

const tooManyAttempts = 'Attempt limit exceeded, please try after some time.';

/** The error messages are Cognito's own, of the API's exceptions. */
export const en: PageText = {
  poolName: 'Local user pool',
  developmentOnly: 'For development only, not for production',

  email: 'E-mail',
  password: 'Password',
  newPassword: 'New password',
  passwordRules: (minimumLength) =>
    `At least ${minimumLength} characters, with an upper-case letter, a lower-case letter, a number and a symbol.`,
  name: 'Name',
  optional: 'optional',
  code: 'Code',
  noMail: 'This pool sends no mail.',
  openInbox: 'Open its inbox',

  signIn: 'Sign in',
  signInLead: 'Use your e-mail address and password.',
  forgotPassword: 'Forgot your password?',
  newHere: 'New here?',
  chooseProvider: 'Choose who knows you.',
  continueWith: (provider) => `Continue with ${provider}`,

  createAccount: 'Create an account',
  signUpLead: 'It takes a moment and stays on this computer.',
  haveAccount: 'Have an account?',
  signUpClosed: 'Accounts of this pool are created by its administrators.',

  checkMail: 'Check your e-mail',
  codeSentTo: (address) => `Enter the six-digit code that was sent to ${address}.`,
  confirmAccount: 'Confirm account',
  noCode: 'No code?',
  sendAgain: 'Send it again',
  newCodeSent: 'A new code is on its way. The one before is void.',
  accountConfirmed: 'Account confirmed',
  goBackToApp: 'You can close this page, go back to the app and sign in.',

  forgotPasswordLead: 'Enter your e-mail address, and a code to set a new password is sent there.',
  sendCode: 'Send the code',
  rememberedIt: 'Remembered it?',
  codePerhapsSentTo: (address) => `If ${address} has an account, a six-digit code was sent there.`,
  changePassword: 'Change password',
  askForAnotherCode: 'Ask for another',
  passwordChanged: 'Your password was changed. Sign in with it.',

  enterCode: 'Enter your code',
  codeIsInApp: 'It is in your authenticator app.',
  setUpApp: 'Set up your authenticator app',
  setUpAppLead: 'Scan this with the app, or type in the key. Then enter the code that it shows.',
  qrCode: 'QR code for your authenticator app',
  key: 'Key',
  openInApp: 'Open in an authenticator app on this device',
  codeFromApp: 'Code from the app',
  somebodyElse: 'Somebody else?',
  otherAccount: 'Sign in with another account',

  somethingWentWrong: 'Something went wrong',
  pageError: 'An error was encountered with the requested page.',
  redirectMismatch:
    'The redirect or sign-out URI is not registered with this app client. It has to be the very same text: scheme, port, path and trailing slash.',
  redirectUris: 'Redirect URIs',
  signOutUris: 'Sign-out URIs',
  unknownClient: 'There is no such app client in this pool.',
  appClients: 'App clients',
  parametersMissing: 'The request needs client_id, redirect_uri and response_type.',
  clientIdMissing: 'Missing required parameter client_id in request URL',

  tookTooLong: 'The sign-in took longer than five minutes. Please start again.',
  staleForm: 'This page was open for too long, or cookies are switched off. Please try again.',
  wrongLogin: 'Incorrect username or password.',
  tooManyPasswords: 'Password attempts exceeded',
  userDisabled: 'User is disabled.',
  invalidEmail: 'Invalid email address format.',
  emailTaken: 'An account with the given email already exists.',
  weakAtSignUp: (weakness) => `Password did not conform with policy: ${weakness}`,
  weakAtReset: (weakness) => `Password does not conform to policy: ${weakness}`,
  weaknesses: {
    short: 'Password not long enough',
    'lower-case': 'Password must have lowercase characters',
    'upper-case': 'Password must have uppercase characters',
    number: 'Password must have numeric characters',
    symbol: 'Password must have symbol characters',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'Invalid verification code provided, please try again.',
    expired: 'Invalid code provided, please request a code again.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'Invalid code received for user',
    used: 'Your software token has already been used once.',
  },
};
