import type { PageText } from './page-text';

const tooManyAttempts = 'Demasiados intentos. Vuelva a intentarlo más tarde.';

export const es: PageText = {
  poolName: 'Grupo de usuarios local',
  developmentOnly: 'Solo para desarrollo, no para producción',

  email: 'Correo electrónico',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  passwordRules: (minimumLength) =>
    `Al menos ${minimumLength} caracteres, con una mayúscula, una minúscula, un número y un símbolo.`,
  name: 'Nombre',
  optional: 'opcional',
  code: 'Código',
  noMail: 'Este grupo no envía correos.',
  openInbox: 'Abrir la bandeja de entrada',

  signIn: 'Iniciar sesión',
  signInLead: 'Con su correo electrónico y su contraseña.',
  forgotPassword: '¿Ha olvidado su contraseña?',
  newHere: '¿Es la primera vez?',
  chooseProvider: 'Elija quién le conoce.',
  continueWith: (provider) => `Continuar con ${provider}`,

  createAccount: 'Crear una cuenta',
  signUpLead: 'Es un momento y no sale de este equipo.',
  haveAccount: '¿Ya tiene una cuenta?',
  signUpClosed: 'Las cuentas de este grupo las crean sus administradores.',

  checkMail: 'Revise su correo',
  codeSentTo: (address) => `Introduzca el código de seis cifras que se envió a ${address}.`,
  confirmAccount: 'Confirmar la cuenta',
  noCode: '¿No ha llegado el código?',
  sendAgain: 'Enviarlo de nuevo',
  newCodeSent: 'Hay un código nuevo en camino. El anterior ya no es válido.',
  accountConfirmed: 'Cuenta confirmada',
  goBackToApp: 'Puede cerrar esta página, volver a la aplicación e iniciar sesión.',

  forgotPasswordLead:
    'Introduzca su correo electrónico y le enviaremos un código para elegir otra contraseña.',
  sendCode: 'Enviar el código',
  rememberedIt: '¿La ha recordado?',
  codePerhapsSentTo: (address) =>
    `Si ${address} tiene una cuenta, se le ha enviado un código de seis cifras.`,
  changePassword: 'Cambiar la contraseña',
  askForAnotherCode: 'Pedir otro',
  passwordChanged: 'Su contraseña ha cambiado. Inicie sesión con ella.',

  enterCode: 'Introduzca su código',
  codeIsInApp: 'Está en su aplicación de autenticación.',
  setUpApp: 'Configure su aplicación de autenticación',
  setUpAppLead:
    'Escanee esto con la aplicación o escriba la clave. Después introduzca el código que muestra.',
  qrCode: 'Código QR para su aplicación de autenticación',
  key: 'Clave',
  openInApp: 'Abrir en una aplicación de autenticación de este dispositivo',
  codeFromApp: 'Código de la aplicación',
  somebodyElse: '¿Es otra persona?',
  otherAccount: 'Iniciar sesión con otra cuenta',

  somethingWentWrong: 'Algo ha ido mal',
  pageError: 'Se ha producido un error con la página solicitada.',
  redirectMismatch:
    'El URI de redirección o de cierre de sesión no está registrado en este cliente. El texto tiene que ser idéntico: esquema, puerto, ruta y barra final.',
  redirectUris: 'URI de redirección',
  signOutUris: 'URI de cierre de sesión',
  unknownClient: 'Ese cliente de aplicación no existe en este grupo.',
  appClients: 'Clientes de aplicación',
  parametersMissing: 'La solicitud necesita client_id, redirect_uri y response_type.',
  clientIdMissing: 'Falta el parámetro client_id en la URL',

  tookTooLong: 'El inicio de sesión ha durado más de cinco minutos. Empiece de nuevo.',
  staleForm:
    'Esta página ha estado abierta demasiado tiempo o las cookies están desactivadas. Inténtelo de nuevo.',
  wrongLogin: 'Usuario o contraseña incorrectos.',
  tooManyPasswords: 'Demasiados intentos de contraseña',
  userDisabled: 'La cuenta está deshabilitada.',
  invalidEmail: 'El correo electrónico no es válido.',
  emailTaken: 'Ya existe una cuenta con ese correo electrónico.',
  weakAtSignUp: (weakness) => `La contraseña no cumple las reglas: ${weakness}`,
  weakAtReset: (weakness) => `La contraseña no cumple las reglas: ${weakness}`,
  weaknesses: {
    short: 'es demasiado corta',
    'lower-case': 'falta una minúscula',
    'upper-case': 'falta una mayúscula',
    number: 'falta un número',
    symbol: 'falta un símbolo',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'El código no es correcto. Inténtelo de nuevo.',
    expired: 'El código ya no es válido. Pida otro.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'El código no es correcto.',
    used: 'Ese código ya se ha usado.',
  },
};
