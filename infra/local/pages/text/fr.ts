import type { PageText } from './page-text';

const tooManyAttempts = 'Trop de tentatives. Veuillez réessayer plus tard.';

export const fr: PageText = {
  poolName: 'Groupe d’utilisateurs local',
  developmentOnly: 'Pour le développement seulement, pas pour la production',

  email: 'Adresse e-mail',
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  passwordRules: (minimumLength) =>
    `Au moins ${minimumLength} caractères, dont une majuscule, une minuscule, un chiffre et un symbole.`,
  name: 'Nom',
  optional: 'facultatif',
  code: 'Code',
  noMail: 'Ce groupe n’envoie pas d’e-mails.',
  openInbox: 'Ouvrir sa boîte de réception',

  signIn: 'Se connecter',
  signInLead: 'Avec votre adresse e-mail et votre mot de passe.',
  forgotPassword: 'Mot de passe oublié ?',
  newHere: 'Première visite ?',
  chooseProvider: 'Choisissez qui vous connaît.',
  continueWith: (provider) => `Continuer avec ${provider}`,

  createAccount: 'Créer un compte',
  signUpLead: 'Cela prend un instant et reste sur cet ordinateur.',
  haveAccount: 'Vous avez déjà un compte ?',
  signUpClosed: 'Les comptes de ce groupe sont créés par ses administrateurs.',

  checkMail: 'Consultez vos e-mails',
  codeSentTo: (address) => `Saisissez le code à six chiffres envoyé à ${address}.`,
  confirmAccount: 'Confirmer le compte',
  noCode: 'Pas de code ?',
  sendAgain: 'L’envoyer à nouveau',
  newCodeSent: 'Un nouveau code est en route. Le précédent n’est plus valable.',
  accountConfirmed: 'Compte confirmé',
  goBackToApp: 'Vous pouvez fermer cette page, revenir à l’application et vous connecter.',

  forgotPasswordLead:
    'Saisissez votre adresse e-mail : un code pour choisir un nouveau mot de passe y sera envoyé.',
  sendCode: 'Envoyer le code',
  rememberedIt: 'Il vous est revenu ?',
  codePerhapsSentTo: (address) =>
    `Si ${address} a un compte, un code à six chiffres y a été envoyé.`,
  changePassword: 'Changer le mot de passe',
  askForAnotherCode: 'En demander un autre',
  passwordChanged: 'Votre mot de passe a été changé. Connectez-vous avec le nouveau.',

  enterCode: 'Saisissez votre code',
  codeIsInApp: 'Il se trouve dans votre application d’authentification.',
  setUpApp: 'Configurez votre application d’authentification',
  setUpAppLead:
    'Scannez ceci avec l’application ou saisissez la clé. Entrez ensuite le code affiché.',
  qrCode: 'QR code pour votre application d’authentification',
  key: 'Clé',
  openInApp: 'Ouvrir dans une application d’authentification sur cet appareil',
  codeFromApp: 'Code de l’application',
  somebodyElse: 'Ce n’est pas vous ?',
  otherAccount: 'Se connecter avec un autre compte',

  somethingWentWrong: 'Une erreur s’est produite',
  pageError: 'Une erreur s’est produite avec la page demandée.',
  redirectMismatch:
    'L’URI de redirection ou de déconnexion n’est pas enregistré pour ce client. Le texte doit être exactement le même : schéma, port, chemin et barre oblique finale.',
  redirectUris: 'URI de redirection',
  signOutUris: 'URI de déconnexion',
  unknownClient: 'Ce client d’application n’existe pas dans ce groupe.',
  appClients: 'Clients d’application',
  parametersMissing: 'La requête a besoin de client_id, redirect_uri et response_type.',
  clientIdMissing: 'Le paramètre client_id manque dans l’URL',

  tookTooLong: 'La connexion a duré plus de cinq minutes. Veuillez recommencer.',
  staleForm:
    'Cette page est restée ouverte trop longtemps ou les cookies sont désactivés. Veuillez réessayer.',
  wrongLogin: 'Nom d’utilisateur ou mot de passe incorrect.',
  tooManyPasswords: 'Trop d’essais de mot de passe',
  userDisabled: 'Ce compte est désactivé.',
  invalidEmail: 'Cette adresse e-mail n’est pas valide.',
  emailTaken: 'Un compte existe déjà pour cette adresse e-mail.',
  weakAtSignUp: (weakness) => `Le mot de passe ne respecte pas les règles : ${weakness}`,
  weakAtReset: (weakness) => `Le mot de passe ne respecte pas les règles : ${weakness}`,
  weaknesses: {
    short: 'il est trop court',
    'lower-case': 'il manque une minuscule',
    'upper-case': 'il manque une majuscule',
    number: 'il manque un chiffre',
    symbol: 'il manque un symbole',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'Le code est incorrect. Veuillez réessayer.',
    expired: 'Le code n’est plus valable. Veuillez en demander un autre.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'Le code est incorrect.',
    used: 'Ce code a déjà été utilisé.',
  },
};
