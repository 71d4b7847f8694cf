import type { PageText } from './page-text';

const tooManyAttempts = 'Muitas tentativas. Tente novamente mais tarde.';

export const ptBr: PageText = {
  poolName: 'Grupo de usuários local',
  developmentOnly: 'Somente para desenvolvimento, não para produção',

  email: 'Endereço de e-mail',
  password: 'Senha',
  newPassword: 'Nova senha',
  passwordRules: (minimumLength) =>
    `Pelo menos ${minimumLength} caracteres, com uma letra maiúscula, uma minúscula, um número e um símbolo.`,
  name: 'Nome',
  optional: 'opcional',
  code: 'Código',
  noMail: 'Este grupo não envia e-mails.',
  openInbox: 'Abrir a caixa de entrada',

  signIn: 'Entrar',
  signInLead: 'Use seu endereço de e-mail e sua senha.',
  forgotPassword: 'Esqueceu a senha?',
  newHere: 'Primeira vez aqui?',
  chooseProvider: 'Escolha quem conhece você.',
  continueWith: (provider) => `Continuar com ${provider}`,

  createAccount: 'Criar uma conta',
  signUpLead: 'É rápido e fica neste computador.',
  haveAccount: 'Já tem uma conta?',
  signUpClosed: 'As contas deste grupo são criadas pelos administradores.',

  checkMail: 'Verifique seu e-mail',
  codeSentTo: (address) => `Digite o código de seis dígitos enviado para ${address}.`,
  confirmAccount: 'Confirmar conta',
  noCode: 'Não recebeu o código?',
  sendAgain: 'Enviar novamente',
  newCodeSent: 'Um novo código está a caminho. O anterior não vale mais.',
  accountConfirmed: 'Conta confirmada',
  goBackToApp: 'Você pode fechar esta página, voltar ao aplicativo e entrar.',

  forgotPasswordLead:
    'Digite seu endereço de e-mail. Um código para definir uma nova senha será enviado para lá.',
  sendCode: 'Enviar o código',
  rememberedIt: 'Lembrou?',
  codePerhapsSentTo: (address) =>
    `Se ${address} tiver uma conta, um código de seis dígitos foi enviado para lá.`,
  changePassword: 'Alterar a senha',
  askForAnotherCode: 'Pedir outro',
  passwordChanged: 'Sua senha foi alterada. Entre com ela.',

  enterCode: 'Digite seu código',
  codeIsInApp: 'Ele está no seu aplicativo autenticador.',
  setUpApp: 'Configure seu aplicativo autenticador',
  setUpAppLead:
    'Escaneie isto com o aplicativo ou digite a chave. Depois, digite o código que ele mostrar.',
  qrCode: 'Código QR para seu aplicativo autenticador',
  key: 'Chave',
  openInApp: 'Abrir em um aplicativo autenticador neste dispositivo',
  codeFromApp: 'Código do aplicativo',
  somebodyElse: 'Não é você?',
  otherAccount: 'Entrar com outra conta',

  somethingWentWrong: 'Algo deu errado',
  pageError: 'Ocorreu um erro com a página solicitada.',
  redirectMismatch:
    'O URI de redirecionamento ou de saída não está registrado neste cliente. O texto precisa ser exatamente o mesmo: esquema, porta, caminho e barra final.',
  redirectUris: 'URIs de redirecionamento',
  signOutUris: 'URIs de saída',
  unknownClient: 'Esse cliente de aplicativo não existe neste grupo.',
  appClients: 'Clientes de aplicativo',
  parametersMissing: 'A solicitação precisa de client_id, redirect_uri e response_type.',
  clientIdMissing: 'Falta o parâmetro client_id no URL',

  tookTooLong: 'O login demorou mais de cinco minutos. Comece novamente.',
  staleForm:
    'Esta página ficou aberta por muito tempo ou os cookies estão desativados. Tente novamente.',
  wrongLogin: 'Nome de usuário ou senha incorretos.',
  tooManyPasswords: 'Muitas tentativas de senha',
  userDisabled: 'Esta conta está desativada.',
  invalidEmail: 'O endereço de e-mail não é válido.',
  emailTaken: 'Já existe uma conta com esse endereço de e-mail.',
  weakAtSignUp: (weakness) => `A senha não atende às regras: ${weakness}`,
  weakAtReset: (weakness) => `A senha não atende às regras: ${weakness}`,
  weaknesses: {
    short: 'é muito curta',
    'lower-case': 'falta uma letra minúscula',
    'upper-case': 'falta uma letra maiúscula',
    number: 'falta um número',
    symbol: 'falta um símbolo',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'O código está incorreto. Tente novamente.',
    expired: 'O código não é mais válido. Peça outro.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'O código está incorreto.',
    used: 'Este código já foi usado.',
  },
};
