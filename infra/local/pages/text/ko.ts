import type { PageText } from './page-text';

const tooManyAttempts = '시도 횟수를 초과했습니다. 잠시 후 다시 시도하세요.';

export const ko: PageText = {
  poolName: '로컬 사용자 풀',
  developmentOnly: '개발 전용이며 프로덕션에는 사용할 수 없습니다',

  email: '이메일 주소',
  password: '비밀번호',
  newPassword: '새 비밀번호',
  passwordRules: (minimumLength) =>
    `${minimumLength}자 이상이며 대문자, 소문자, 숫자, 기호를 각각 하나 이상 포함해야 합니다.`,
  name: '이름',
  optional: '선택 사항',
  code: '코드',
  noMail: '이 풀은 이메일을 보내지 않습니다.',
  openInbox: '받은 편지함 열기',

  signIn: '로그인',
  signInLead: '이메일 주소와 비밀번호를 입력하세요.',
  forgotPassword: '비밀번호를 잊으셨나요?',
  newHere: '처음이신가요?',
  chooseProvider: '로그인할 공급자를 선택하세요.',
  continueWith: (provider) => `${provider}로 계속하기`,

  createAccount: '계정 만들기',
  signUpLead: '잠깐이면 되고, 정보는 이 컴퓨터에만 남습니다.',
  haveAccount: '이미 계정이 있으신가요?',
  signUpClosed: '이 풀의 계정은 관리자가 만듭니다.',

  checkMail: '이메일을 확인하세요',
  codeSentTo: (address) => `${address}(으)로 보낸 6자리 코드를 입력하세요.`,
  confirmAccount: '계정 확인',
  noCode: '코드를 받지 못하셨나요?',
  sendAgain: '다시 보내기',
  newCodeSent: '새 코드를 보냈습니다. 이전 코드는 더 이상 사용할 수 없습니다.',
  accountConfirmed: '계정이 확인되었습니다',
  goBackToApp: '이 페이지를 닫고 앱으로 돌아가 로그인하세요.',

  forgotPasswordLead: '이메일 주소를 입력하면 새 비밀번호를 설정할 코드를 보내 드립니다.',
  sendCode: '코드 보내기',
  rememberedIt: '기억나셨나요?',
  codePerhapsSentTo: (address) => `${address} 계정이 있으면 6자리 코드를 보냈습니다.`,
  changePassword: '비밀번호 변경',
  askForAnotherCode: '다른 코드 요청',
  passwordChanged: '비밀번호가 변경되었습니다. 새 비밀번호로 로그인하세요.',

  enterCode: '코드 입력',
  codeIsInApp: '코드는 인증 앱에 있습니다.',
  setUpApp: '인증 앱 설정',
  setUpAppLead: '앱으로 스캔하거나 키를 입력하세요. 그런 다음 표시되는 코드를 입력하세요.',
  qrCode: '인증 앱용 QR 코드',
  key: '키',
  openInApp: '이 기기의 인증 앱에서 열기',
  codeFromApp: '앱의 코드',
  somebodyElse: '다른 분이신가요?',
  otherAccount: '다른 계정으로 로그인',

  somethingWentWrong: '문제가 발생했습니다',
  pageError: '요청한 페이지에서 오류가 발생했습니다.',
  redirectMismatch:
    '리디렉션 URI 또는 로그아웃 URI가 이 앱 클라이언트에 등록되어 있지 않습니다. 스킴, 포트, 경로, 마지막 슬래시까지 완전히 같아야 합니다.',
  redirectUris: '리디렉션 URI',
  signOutUris: '로그아웃 URI',
  unknownClient: '이 풀에 없는 앱 클라이언트입니다.',
  appClients: '앱 클라이언트',
  parametersMissing: '요청에는 client_id, redirect_uri, response_type이 필요합니다.',
  clientIdMissing: 'URL에 필수 매개변수 client_id가 없습니다',

  tookTooLong: '로그인에 5분 넘게 걸렸습니다. 처음부터 다시 시작하세요.',
  staleForm: '페이지를 너무 오래 열어 두었거나 쿠키가 꺼져 있습니다. 다시 시도하세요.',
  wrongLogin: '사용자 이름 또는 비밀번호가 올바르지 않습니다.',
  tooManyPasswords: '비밀번호 시도 횟수를 초과했습니다',
  userDisabled: '비활성화된 계정입니다.',
  invalidEmail: '이메일 주소 형식이 올바르지 않습니다.',
  emailTaken: '이 이메일 주소의 계정이 이미 있습니다.',
  weakAtSignUp: (weakness) => `비밀번호가 규칙에 맞지 않습니다: ${weakness}`,
  weakAtReset: (weakness) => `비밀번호가 규칙에 맞지 않습니다: ${weakness}`,
  weaknesses: {
    short: '너무 짧습니다',
    'lower-case': '소문자가 필요합니다',
    'upper-case': '대문자가 필요합니다',
    number: '숫자가 필요합니다',
    symbol: '기호가 필요합니다',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: '코드가 올바르지 않습니다. 다시 시도하세요.',
    expired: '코드가 더 이상 유효하지 않습니다. 새 코드를 요청하세요.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: '코드가 올바르지 않습니다.',
    used: '이미 사용한 코드입니다.',
  },
};
