import type { PageText } from './page-text';

const tooManyAttempts = '尝试次数过多，请稍后再试。';

export const zhCn: PageText = {
  poolName: '本地用户池',
  developmentOnly: '仅用于开发，不得用于生产环境',

  email: '电子邮件地址',
  password: '密码',
  newPassword: '新密码',
  passwordRules: (minimumLength) =>
    `至少 ${minimumLength} 个字符，包含大写字母、小写字母、数字和符号。`,
  name: '姓名',
  optional: '可选',
  code: '验证码',
  noMail: '此用户池不发送邮件。',
  openInbox: '打开收件箱',

  signIn: '登录',
  signInLead: '请使用您的电子邮件地址和密码。',
  forgotPassword: '忘记密码？',
  newHere: '第一次使用？',
  chooseProvider: '请选择登录方式。',
  continueWith: (provider) => `使用 ${provider} 继续`,

  createAccount: '创建账户',
  signUpLead: '只需片刻，信息仅保留在此计算机上。',
  haveAccount: '已有账户？',
  signUpClosed: '此用户池的账户由管理员创建。',

  checkMail: '请查收邮件',
  codeSentTo: (address) => `请输入发送到 ${address} 的六位验证码。`,
  confirmAccount: '确认账户',
  noCode: '没有收到验证码？',
  sendAgain: '重新发送',
  newCodeSent: '新的验证码已发送，之前的验证码已失效。',
  accountConfirmed: '账户已确认',
  goBackToApp: '您可以关闭此页面，返回应用程序并登录。',

  forgotPasswordLead: '请输入您的电子邮件地址，我们会向该地址发送用于设置新密码的验证码。',
  sendCode: '发送验证码',
  rememberedIt: '想起来了？',
  codePerhapsSentTo: (address) => `如果 ${address} 有账户，六位验证码已发送到该地址。`,
  changePassword: '更改密码',
  askForAnotherCode: '重新获取',
  passwordChanged: '您的密码已更改，请使用新密码登录。',

  enterCode: '输入验证码',
  codeIsInApp: '验证码显示在您的身份验证器应用中。',
  setUpApp: '设置身份验证器应用',
  setUpAppLead: '请用应用扫描此二维码或输入密钥，然后输入应用显示的验证码。',
  qrCode: '用于身份验证器应用的二维码',
  key: '密钥',
  openInApp: '在此设备的身份验证器应用中打开',
  codeFromApp: '应用中的验证码',
  somebodyElse: '不是您？',
  otherAccount: '使用其他账户登录',

  somethingWentWrong: '出现问题',
  pageError: '请求的页面出错。',
  redirectMismatch:
    '重定向 URI 或注销 URI 未在此应用客户端中注册。文本必须完全相同，包括协议、端口、路径和末尾的斜杠。',
  redirectUris: '重定向 URI',
  signOutUris: '注销 URI',
  unknownClient: '此用户池中没有该应用客户端。',
  appClients: '应用客户端',
  parametersMissing: '请求需要 client_id、redirect_uri 和 response_type。',
  clientIdMissing: '请求 URL 中缺少必需的参数 client_id',

  tookTooLong: '登录时间超过五分钟，请重新开始。',
  staleForm: '此页面打开时间过长，或者 Cookie 已被禁用。请重试。',
  wrongLogin: '用户名或密码不正确。',
  tooManyPasswords: '密码尝试次数过多',
  userDisabled: '该账户已被禁用。',
  invalidEmail: '电子邮件地址格式不正确。',
  emailTaken: '该电子邮件地址已有账户。',
  weakAtSignUp: (weakness) => `密码不符合要求：${weakness}`,
  weakAtReset: (weakness) => `密码不符合要求：${weakness}`,
  weaknesses: {
    short: '长度不足',
    'lower-case': '必须包含小写字母',
    'upper-case': '必须包含大写字母',
    number: '必须包含数字',
    symbol: '必须包含符号',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: '验证码不正确，请重试。',
    expired: '验证码已失效，请重新获取。',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: '验证码不正确。',
    used: '此验证码已被使用过。',
  },
};
