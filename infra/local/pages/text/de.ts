import type { PageText } from './page-text';

const tooManyAttempts = 'Zu viele Versuche. Bitte versuchen Sie es später noch einmal.';

export const de: PageText = {
  poolName: 'Lokaler Benutzerpool',
  developmentOnly: 'Nur für die Entwicklung, nicht für den Produktivbetrieb',

  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  passwordRules: (minimumLength) =>
    `Mindestens ${minimumLength} Zeichen, darunter ein Großbuchstabe, ein Kleinbuchstabe, eine Ziffer und ein Sonderzeichen.`,
  name: 'Name',
  optional: 'freiwillig',
  code: 'Code',
  noMail: 'Dieser Pool verschickt keine E-Mails.',
  openInbox: 'Posteingang öffnen',

  signIn: 'Anmelden',
  signInLead: 'Mit Ihrer E-Mail-Adresse und Ihrem Passwort.',
  forgotPassword: 'Passwort vergessen?',
  newHere: 'Neu hier?',
  chooseProvider: 'Wählen Sie, wer Sie kennt.',
  continueWith: (provider) => `Weiter mit ${provider}`,

  createAccount: 'Konto erstellen',
  signUpLead: 'Es dauert nur einen Moment und bleibt auf diesem Computer.',
  haveAccount: 'Sie haben schon ein Konto?',
  signUpClosed: 'Konten dieses Pools legt die Administration an.',

  checkMail: 'Sehen Sie in Ihren E-Mails nach',
  codeSentTo: (address) => `Geben Sie den sechsstelligen Code ein, der an ${address} ging.`,
  confirmAccount: 'Konto bestätigen',
  noCode: 'Kein Code angekommen?',
  sendAgain: 'Noch einmal senden',
  newCodeSent: 'Ein neuer Code ist unterwegs. Der vorige gilt nicht mehr.',
  accountConfirmed: 'Konto bestätigt',
  goBackToApp: 'Sie können diese Seite schließen, zur App zurückkehren und sich anmelden.',

  forgotPasswordLead:
    'Geben Sie Ihre E-Mail-Adresse ein. Dorthin geht ein Code, mit dem Sie ein neues Passwort festlegen.',
  sendCode: 'Code senden',
  rememberedIt: 'Wieder eingefallen?',
  codePerhapsSentTo: (address) =>
    `Falls es zu ${address} ein Konto gibt, ging ein sechsstelliger Code dorthin.`,
  changePassword: 'Passwort ändern',
  askForAnotherCode: 'Anderen Code anfordern',
  passwordChanged: 'Ihr Passwort wurde geändert. Melden Sie sich damit an.',

  enterCode: 'Code eingeben',
  codeIsInApp: 'Er steht in Ihrer Authentifizierungs-App.',
  setUpApp: 'Authentifizierungs-App einrichten',
  setUpAppLead:
    'Scannen Sie dies mit der App oder tippen Sie den Schlüssel ein. Geben Sie dann den angezeigten Code ein.',
  qrCode: 'QR-Code für Ihre Authentifizierungs-App',
  key: 'Schlüssel',
  openInApp: 'In einer Authentifizierungs-App auf diesem Gerät öffnen',
  codeFromApp: 'Code aus der App',
  somebodyElse: 'Jemand anderes?',
  otherAccount: 'Mit einem anderen Konto anmelden',

  somethingWentWrong: 'Etwas ist schiefgelaufen',
  pageError: 'Bei der angeforderten Seite ist ein Fehler aufgetreten.',
  redirectMismatch:
    'Der Weiterleitungs- oder Abmelde-URI ist für diesen App-Client nicht eingetragen. Der Text muss genau derselbe sein: Schema, Port, Pfad und Schrägstrich am Ende.',
  redirectUris: 'Weiterleitungs-URIs',
  signOutUris: 'Abmelde-URIs',
  unknownClient: 'Diesen App-Client gibt es in diesem Pool nicht.',
  appClients: 'App-Clients',
  parametersMissing: 'Die Anfrage braucht client_id, redirect_uri und response_type.',
  clientIdMissing: 'In der URL fehlt der Parameter client_id',

  tookTooLong: 'Die Anmeldung hat länger als fünf Minuten gedauert. Bitte beginnen Sie von vorn.',
  staleForm:
    'Diese Seite war zu lange offen, oder Cookies sind ausgeschaltet. Bitte versuchen Sie es noch einmal.',
  wrongLogin: 'Benutzername oder Passwort ist falsch.',
  tooManyPasswords: 'Zu viele Passwortversuche',
  userDisabled: 'Dieses Konto ist gesperrt.',
  invalidEmail: 'Das ist keine gültige E-Mail-Adresse.',
  emailTaken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto.',
  weakAtSignUp: (weakness) => `Das Passwort genügt den Regeln nicht: ${weakness}`,
  weakAtReset: (weakness) => `Das Passwort genügt den Regeln nicht: ${weakness}`,
  weaknesses: {
    short: 'Es ist zu kurz.',
    'lower-case': 'Ein Kleinbuchstabe fehlt.',
    'upper-case': 'Ein Großbuchstabe fehlt.',
    number: 'Eine Ziffer fehlt.',
    symbol: 'Ein Sonderzeichen fehlt.',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'Der Code ist falsch. Bitte versuchen Sie es noch einmal.',
    expired: 'Der Code gilt nicht mehr. Bitte fordern Sie einen neuen an.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'Der Code ist falsch.',
    used: 'Dieser Code wurde schon einmal verwendet.',
  },
};
