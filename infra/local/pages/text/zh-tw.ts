import type { PageText } from './page-text';

const tooManyAttempts = '嘗試次數過多，請稍後再試。';

export const zhTw: PageText = {
  poolName: '本機使用者集區',
  developmentOnly: '僅供開發使用，不得用於正式環境',

  email: '電子郵件地址',
  password: '密碼',
  newPassword: '新密碼',
  passwordRules: (minimumLength) =>
    `至少 ${minimumLength} 個字元，包含大寫字母、小寫字母、數字和符號。`,
  name: '姓名',
  optional: '選填',
  code: '驗證碼',
  noMail: '此使用者集區不會傳送郵件。',
  openInbox: '開啟收件匣',

  signIn: '登入',
  signInLead: '請使用您的電子郵件地址和密碼。',
  forgotPassword: '忘記密碼？',
  newHere: '第一次使用？',
  chooseProvider: '請選擇登入方式。',
  continueWith: (provider) => `使用 ${provider} 繼續`,

  createAccount: '建立帳戶',
  signUpLead: '只需片刻，資訊僅保留在這台電腦上。',
  haveAccount: '已有帳戶？',
  signUpClosed: '此使用者集區的帳戶由管理員建立。',

  checkMail: '請查看電子郵件',
  codeSentTo: (address) => `請輸入傳送到 ${address} 的六位數驗證碼。`,
  confirmAccount: '確認帳戶',
  noCode: '沒有收到驗證碼？',
  sendAgain: '重新傳送',
  newCodeSent: '新的驗證碼已傳送，先前的驗證碼已失效。',
  accountConfirmed: '帳戶已確認',
  goBackToApp: '您可以關閉此頁面，返回應用程式並登入。',

  forgotPasswordLead: '請輸入您的電子郵件地址，我們會將設定新密碼的驗證碼傳送到該地址。',
  sendCode: '傳送驗證碼',
  rememberedIt: '想起來了？',
  codePerhapsSentTo: (address) => `如果 ${address} 有帳戶，六位數驗證碼已傳送到該地址。`,
  changePassword: '變更密碼',
  askForAnotherCode: '重新索取',
  passwordChanged: '您的密碼已變更，請使用新密碼登入。',

  enterCode: '輸入驗證碼',
  codeIsInApp: '驗證碼顯示在您的驗證器應用程式中。',
  setUpApp: '設定驗證器應用程式',
  setUpAppLead: '請用應用程式掃描此條碼或輸入金鑰，然後輸入應用程式顯示的驗證碼。',
  qrCode: '驗證器應用程式的 QR 碼',
  key: '金鑰',
  openInApp: '在此裝置的驗證器應用程式中開啟',
  codeFromApp: '應用程式中的驗證碼',
  somebodyElse: '不是您？',
  otherAccount: '使用其他帳戶登入',

  somethingWentWrong: '發生問題',
  pageError: '請求的頁面發生錯誤。',
  redirectMismatch:
    '重新導向 URI 或登出 URI 未在此應用程式用戶端中註冊。文字必須完全相同，包括通訊協定、連接埠、路徑和結尾的斜線。',
  redirectUris: '重新導向 URI',
  signOutUris: '登出 URI',
  unknownClient: '此使用者集區中沒有該應用程式用戶端。',
  appClients: '應用程式用戶端',
  parametersMissing: '請求需要 client_id、redirect_uri 和 response_type。',
  clientIdMissing: '請求 URL 中缺少必要的參數 client_id',

  tookTooLong: '登入時間超過五分鐘，請重新開始。',
  staleForm: '此頁面開啟時間過長，或 Cookie 已停用。請再試一次。',
  wrongLogin: '使用者名稱或密碼不正確。',
  tooManyPasswords: '密碼嘗試次數過多',
  userDisabled: '此帳戶已停用。',
  invalidEmail: '電子郵件地址格式不正確。',
  emailTaken: '此電子郵件地址已有帳戶。',
  weakAtSignUp: (weakness) => `密碼不符合規定：${weakness}`,
  weakAtReset: (weakness) => `密碼不符合規定：${weakness}`,
  weaknesses: {
    short: '長度不足',
    'lower-case': '必須包含小寫字母',
    'upper-case': '必須包含大寫字母',
    number: '必須包含數字',
    symbol: '必須包含符號',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: '驗證碼不正確，請再試一次。',
    expired: '驗證碼已失效，請重新索取。',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: '驗證碼不正確。',
    used: '此驗證碼已使用過。',
  },
};
