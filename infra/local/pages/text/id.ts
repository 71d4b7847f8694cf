import type { PageText } from './page-text';

const tooManyAttempts = 'Terlalu banyak percobaan. Silakan coba lagi nanti.';

export const id: PageText = {
  poolName: 'Kumpulan pengguna lokal',
  developmentOnly: 'Hanya untuk pengembangan, bukan untuk produksi',

  email: 'Alamat email',
  password: 'Kata sandi',
  newPassword: 'Kata sandi baru',
  passwordRules: (minimumLength) =>
    `Paling sedikit ${minimumLength} karakter, dengan huruf besar, huruf kecil, angka, dan simbol.`,
  name: 'Nama',
  optional: 'opsional',
  code: 'Kode',
  noMail: 'Kumpulan ini tidak mengirim email.',
  openInbox: 'Buka kotak masuknya',

  signIn: 'Masuk',
  signInLead: 'Gunakan alamat email dan kata sandi Anda.',
  forgotPassword: 'Lupa kata sandi?',
  newHere: 'Baru di sini?',
  chooseProvider: 'Pilih siapa yang mengenal Anda.',
  continueWith: (provider) => `Lanjutkan dengan ${provider}`,

  createAccount: 'Buat akun',
  signUpLead: 'Hanya sebentar, dan tetap di komputer ini.',
  haveAccount: 'Sudah punya akun?',
  signUpClosed: 'Akun di kumpulan ini dibuat oleh administratornya.',

  checkMail: 'Periksa email Anda',
  codeSentTo: (address) => `Masukkan kode enam digit yang dikirim ke ${address}.`,
  confirmAccount: 'Konfirmasi akun',
  noCode: 'Tidak ada kode?',
  sendAgain: 'Kirim lagi',
  newCodeSent: 'Kode baru sedang dikirim. Kode sebelumnya tidak berlaku lagi.',
  accountConfirmed: 'Akun dikonfirmasi',
  goBackToApp: 'Anda dapat menutup halaman ini, kembali ke aplikasi, dan masuk.',

  forgotPasswordLead:
    'Masukkan alamat email Anda. Kode untuk membuat kata sandi baru akan dikirim ke sana.',
  sendCode: 'Kirim kode',
  rememberedIt: 'Sudah ingat?',
  codePerhapsSentTo: (address) =>
    `Jika ${address} memiliki akun, kode enam digit telah dikirim ke sana.`,
  changePassword: 'Ubah kata sandi',
  askForAnotherCode: 'Minta kode lain',
  passwordChanged: 'Kata sandi Anda telah diubah. Masuklah dengan kata sandi itu.',

  enterCode: 'Masukkan kode Anda',
  codeIsInApp: 'Kode ada di aplikasi autentikator Anda.',
  setUpApp: 'Siapkan aplikasi autentikator Anda',
  setUpAppLead:
    'Pindai ini dengan aplikasi, atau ketik kuncinya. Lalu masukkan kode yang ditampilkan.',
  qrCode: 'Kode QR untuk aplikasi autentikator Anda',
  key: 'Kunci',
  openInApp: 'Buka di aplikasi autentikator pada perangkat ini',
  codeFromApp: 'Kode dari aplikasi',
  somebodyElse: 'Orang lain?',
  otherAccount: 'Masuk dengan akun lain',

  somethingWentWrong: 'Terjadi kesalahan',
  pageError: 'Terjadi kesalahan pada halaman yang diminta.',
  redirectMismatch:
    'URI pengalihan atau URI keluar tidak terdaftar pada klien aplikasi ini. Teksnya harus sama persis: skema, port, jalur, dan garis miring di akhir.',
  redirectUris: 'URI pengalihan',
  signOutUris: 'URI keluar',
  unknownClient: 'Klien aplikasi itu tidak ada di kumpulan ini.',
  appClients: 'Klien aplikasi',
  parametersMissing: 'Permintaan memerlukan client_id, redirect_uri, dan response_type.',
  clientIdMissing: 'Parameter client_id tidak ada di URL',

  tookTooLong: 'Proses masuk berlangsung lebih dari lima menit. Silakan mulai lagi.',
  staleForm: 'Halaman ini terlalu lama terbuka, atau cookie dimatikan. Silakan coba lagi.',
  wrongLogin: 'Nama pengguna atau kata sandi salah.',
  tooManyPasswords: 'Terlalu banyak percobaan kata sandi',
  userDisabled: 'Akun ini dinonaktifkan.',
  invalidEmail: 'Alamat email tidak valid.',
  emailTaken: 'Akun dengan alamat email itu sudah ada.',
  weakAtSignUp: (weakness) => `Kata sandi tidak memenuhi aturan: ${weakness}`,
  weakAtReset: (weakness) => `Kata sandi tidak memenuhi aturan: ${weakness}`,
  weaknesses: {
    short: 'terlalu pendek',
    'lower-case': 'harus ada huruf kecil',
    'upper-case': 'harus ada huruf besar',
    number: 'harus ada angka',
    symbol: 'harus ada simbol',
  },
  tooManyAttempts,
  mailedCode: {
    wrong: 'Kode salah. Silakan coba lagi.',
    expired: 'Kode tidak berlaku lagi. Silakan minta kode baru.',
    'too-many-attempts': tooManyAttempts,
  },
  appCode: {
    wrong: 'Kode salah.',
    used: 'Kode ini sudah pernah digunakan.',
  },
};
