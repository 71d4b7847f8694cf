import type { PageText } from './page-text';

const tooManyAttempts = '試行回数が上限を超えました。しばらくしてからもう一度お試しください。';

export const ja: PageText = {
  poolName: 'ローカルユーザープール',
  developmentOnly: '開発専用です。本番環境では使用できません',

  email: 'メールアドレス',
  password: 'パスワード',
  newPassword: '新しいパスワード',
  passwordRules: (minimumLength) =>
    `${minimumLength} 文字以上で、大文字、小文字、数字、記号をそれぞれ 1 つ以上含めてください。`,
  name: '名前',
  optional: '任意',
  code: '確認コード',
  noMail: 'このプールはメールを送信しません。',
  openInbox: '受信トレイを開く',

  signIn: 'サインイン',
  signInLead: 'メールアドレスとパスワードを入力してください。',
  forgotPassword: 'パスワードをお忘れですか？',
  newHere: '初めてご利用ですか？',
  chooseProvider: 'サインインに使うプロバイダーを選択してください。',
  continueWith: (provider) => `${provider} で続行`,

  createAccount: 'アカウントを作成',
  signUpLead: 'すぐに終わります。情報はこのコンピューターの外に出ません。',
  haveAccount: 'アカウントをお持ちですか？',
  signUpClosed: 'このプールのアカウントは管理者が作成します。',

  checkMail: 'メールをご確認ください',
  codeSentTo: (address) => `${address} に送信された 6 桁のコードを入力してください。`,
  confirmAccount: 'アカウントを確認',
  noCode: 'コードが届きませんか？',
  sendAgain: 'もう一度送信',
  newCodeSent: '新しいコードを送信しました。以前のコードは無効です。',
  accountConfirmed: 'アカウントが確認されました',
  goBackToApp: 'このページを閉じ、アプリに戻ってサインインしてください。',

  forgotPasswordLead:
    'メールアドレスを入力してください。新しいパスワードを設定するためのコードを送信します。',
  sendCode: 'コードを送信',
  rememberedIt: '思い出しましたか？',
  codePerhapsSentTo: (address) =>
    `${address} のアカウントがある場合、6 桁のコードが送信されました。`,
  changePassword: 'パスワードを変更',
  askForAnotherCode: '別のコードを請求',
  passwordChanged: 'パスワードが変更されました。新しいパスワードでサインインしてください。',

  enterCode: 'コードを入力',
  codeIsInApp: 'コードは認証アプリに表示されています。',
  setUpApp: '認証アプリの設定',
  setUpAppLead:
    'アプリでこれを読み取るか、キーを入力してください。次に、表示されたコードを入力してください。',
  qrCode: '認証アプリ用の QR コード',
  key: 'キー',
  openInApp: 'このデバイスの認証アプリで開く',
  codeFromApp: 'アプリのコード',
  somebodyElse: '別の方ですか？',
  otherAccount: '別のアカウントでサインイン',

  somethingWentWrong: '問題が発生しました',
  pageError: 'リクエストされたページでエラーが発生しました。',
  redirectMismatch:
    'リダイレクト URI またはサインアウト URI がこのアプリクライアントに登録されていません。スキーム、ポート、パス、末尾のスラッシュまで完全に一致する必要があります。',
  redirectUris: 'リダイレクト URI',
  signOutUris: 'サインアウト URI',
  unknownClient: 'このアプリクライアントはこのプールに存在しません。',
  appClients: 'アプリクライアント',
  parametersMissing: 'リクエストには client_id、redirect_uri、response_type が必要です。',
  clientIdMissing: 'URL に必須パラメーター client_id がありません',

  tookTooLong: 'サインインに 5 分以上かかりました。最初からやり直してください。',
  staleForm:
    'このページが長時間開かれていたか、Cookie が無効になっています。もう一度お試しください。',
  wrongLogin: 'ユーザー名またはパスワードが正しくありません。',
  tooManyPasswords: 'パスワードの試行回数が上限を超えました',
  userDisabled: 'このアカウントは無効です。',
  invalidEmail: 'メールアドレスの形式が正しくありません。',
  emailTaken: 'このメールアドレスのアカウントはすでに存在します。',
  weakAtSignUp: (weakness) => `パスワードが要件を満たしていません：${weakness}`,
  weakAtReset: (weakness) => `パスワードが要件を満たしていません：${weakness}`,
  weaknesses: {
    short: '短すぎます',
    'lower-case': '小文字が必要です',
    'upper-case': '大文字が必要です',
    number: '数字が必要です',
    symbol: '記号が必要です',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'コードが正しくありません。もう一度お試しください。',
    expired: 'コードの有効期限が切れています。もう一度コードを請求してください。',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'コードが正しくありません。',
    used: 'このコードはすでに使用されています。',
  },
};
