import type { PageText } from './page-text';

const tooManyAttempts = 'Troppi tentativi. Riprova più tardi.';

export const it: PageText = {
  poolName: 'Pool di utenti locale',
  developmentOnly: 'Solo per lo sviluppo, non per la produzione',

  email: 'Indirizzo e-mail',
  password: 'Password',
  newPassword: 'Nuova password',
  passwordRules: (minimumLength) =>
    `Almeno ${minimumLength} caratteri, con una maiuscola, una minuscola, un numero e un simbolo.`,
  name: 'Nome',
  optional: 'facoltativo',
  code: 'Codice',
  noMail: 'Questo pool non invia e-mail.',
  openInbox: 'Apri la posta in arrivo',

  signIn: 'Accedi',
  signInLead: 'Usa il tuo indirizzo e-mail e la tua password.',
  forgotPassword: 'Hai dimenticato la password?',
  newHere: 'Prima volta qui?',
  chooseProvider: 'Scegli chi ti conosce.',
  continueWith: (provider) => `Continua con ${provider}`,

  createAccount: 'Crea un account',
  signUpLead: 'Basta un momento e resta su questo computer.',
  haveAccount: 'Hai già un account?',
  signUpClosed: 'Gli account di questo pool li creano i suoi amministratori.',

  checkMail: 'Controlla la posta',
  codeSentTo: (address) => `Inserisci il codice di sei cifre inviato a ${address}.`,
  confirmAccount: 'Conferma l’account',
  noCode: 'Nessun codice?',
  sendAgain: 'Invialo di nuovo',
  newCodeSent: 'Un nuovo codice è in arrivo. Quello precedente non vale più.',
  accountConfirmed: 'Account confermato',
  goBackToApp: 'Puoi chiudere questa pagina, tornare all’app e accedere.',

  forgotPasswordLead:
    'Inserisci il tuo indirizzo e-mail: riceverai un codice per scegliere una nuova password.',
  sendCode: 'Invia il codice',
  rememberedIt: 'Te la sei ricordata?',
  codePerhapsSentTo: (address) =>
    `Se ${address} ha un account, è stato inviato lì un codice di sei cifre.`,
  changePassword: 'Cambia la password',
  askForAnotherCode: 'Chiedine un altro',
  passwordChanged: 'La password è stata cambiata. Usala per accedere.',

  enterCode: 'Inserisci il codice',
  codeIsInApp: 'Si trova nella tua app di autenticazione.',
  setUpApp: 'Configura la tua app di autenticazione',
  setUpAppLead:
    'Inquadra questo con l’app o digita la chiave. Poi inserisci il codice che compare.',
  qrCode: 'Codice QR per la tua app di autenticazione',
  key: 'Chiave',
  openInApp: 'Apri in un’app di autenticazione su questo dispositivo',
  codeFromApp: 'Codice dell’app',
  somebodyElse: 'Non sei tu?',
  otherAccount: 'Accedi con un altro account',

  somethingWentWrong: 'Qualcosa è andato storto',
  pageError: 'Si è verificato un errore con la pagina richiesta.',
  redirectMismatch:
    'L’URI di reindirizzamento o di uscita non è registrato per questo client. Il testo deve essere identico: schema, porta, percorso e barra finale.',
  redirectUris: 'URI di reindirizzamento',
  signOutUris: 'URI di uscita',
  unknownClient: 'Questo client dell’app non esiste nel pool.',
  appClients: 'Client dell’app',
  parametersMissing: 'La richiesta ha bisogno di client_id, redirect_uri e response_type.',
  clientIdMissing: 'Nell’URL manca il parametro client_id',

  tookTooLong: 'L’accesso ha richiesto più di cinque minuti. Ricomincia da capo.',
  staleForm: 'La pagina è rimasta aperta troppo a lungo oppure i cookie sono disattivati. Riprova.',
  wrongLogin: 'Nome utente o password errati.',
  tooManyPasswords: 'Troppi tentativi con la password',
  userDisabled: 'L’account è disabilitato.',
  invalidEmail: 'L’indirizzo e-mail non è valido.',
  emailTaken: 'Esiste già un account con questo indirizzo e-mail.',
  weakAtSignUp: (weakness) => `La password non rispetta le regole: ${weakness}`,
  weakAtReset: (weakness) => `La password non rispetta le regole: ${weakness}`,
  weaknesses: {
    short: 'è troppo corta',
    'lower-case': 'manca una minuscola',
    'upper-case': 'manca una maiuscola',
    number: 'manca un numero',
    symbol: 'manca un simbolo',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'Il codice è errato. Riprova.',
    expired: 'Il codice non è più valido. Chiedine un altro.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'Il codice è errato.',
    used: 'Questo codice è già stato usato.',
  },
};
