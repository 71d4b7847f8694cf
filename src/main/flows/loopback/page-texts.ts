/** What a page in the browser says: a heading, and a sentence or two. */
export interface PageText {
  readonly title: string;
  readonly text: string;
}

/** Why the page is shown. */
export type PageName = 'answered' | 'refused' | 'signed-out' | 'unexpected';

type PageTexts = (app: string) => Readonly<Record<PageName, PageText>>;

/** The same languages as managed login has. `app` is the name of the app. */
export const pageTexts = {
  de: (app) => ({
    answered: {
      title: 'Hier ist alles erledigt',
      text: `Sie können diesen Tab schließen und zu ${app} zurückkehren. Dort geht die Anmeldung weiter.`,
    },
    refused: {
      title: 'Sie sind nicht angemeldet',
      text: `Die Anmeldeseite hat Sie nicht hereingelassen. Sie können diesen Tab schließen und zu ${app} zurückkehren. Dort steht mehr dazu.`,
    },
    'signed-out': {
      title: 'Sie sind abgemeldet',
      text: `Sie können diesen Tab schließen und zu ${app} zurückkehren.`,
    },
    unexpected: {
      title: 'Darauf wartet hier niemand',
      text: `Diese Antwort gehört zu keiner laufenden Anmeldung in ${app} und wurde nicht beachtet. Sie können diesen Tab schließen und in der App weitermachen.`,
    },
  }),
  en: (app) => ({
    answered: {
      title: 'You are done here',
      text: `You can close this tab and go back to ${app}. Your sign-in goes on there.`,
    },
    refused: {
      title: 'You are not signed in',
      text: `The sign-in page did not let you in. You can close this tab and go back to ${app}, which tells you more.`,
    },
    'signed-out': {
      title: 'You are signed out',
      text: `You can close this tab and go back to ${app}.`,
    },
    unexpected: {
      title: 'Nothing is waiting for this',
      text: `This answer belongs to no sign-in that is under way in ${app}, and was ignored. You can close this tab and go back to the app.`,
    },
  }),
  es: (app) => ({
    answered: {
      title: 'Aquí ya está todo',
      text: `Puede cerrar esta pestaña y volver a ${app}. El inicio de sesión continúa allí.`,
    },
    refused: {
      title: 'No ha iniciado sesión',
      text: `La página de inicio de sesión no le ha dejado entrar. Puede cerrar esta pestaña y volver a ${app}, donde encontrará más información.`,
    },
    'signed-out': {
      title: 'Ha cerrado la sesión',
      text: `Puede cerrar esta pestaña y volver a ${app}.`,
    },
    unexpected: {
      title: 'Nadie espera esta respuesta',
      text: `No corresponde a ningún inicio de sesión en curso en ${app} y se ha ignorado. Puede cerrar esta pestaña y volver a la aplicación.`,
    },
  }),
  fr: (app) => ({
    answered: {
      title: 'C’est terminé ici',
      text: `Vous pouvez fermer cet onglet et revenir à ${app}. La connexion s’y poursuit.`,
    },
    refused: {
      title: 'Vous n’êtes pas connecté',
      text: `La page de connexion a refusé l’accès. Vous pouvez fermer cet onglet et revenir à ${app}, qui vous en dit plus.`,
    },
    'signed-out': {
      title: 'Vous êtes déconnecté',
      text: `Vous pouvez fermer cet onglet et revenir à ${app}.`,
    },
    unexpected: {
      title: 'Personne n’attend cette réponse',
      text: `Elle ne correspond à aucune connexion en cours dans ${app} et a été ignorée. Vous pouvez fermer cet onglet et revenir à l’application.`,
    },
  }),
  id: (app) => ({
    answered: {
      title: 'Di sini sudah selesai',
      text: `Anda dapat menutup tab ini dan kembali ke ${app}. Proses masuk dilanjutkan di sana.`,
    },
    refused: {
      title: 'Anda belum masuk',
      text: `Halaman masuk tidak mengizinkan Anda. Anda dapat menutup tab ini dan kembali ke ${app} untuk keterangan selengkapnya.`,
    },
    'signed-out': {
      title: 'Anda sudah keluar',
      text: `Anda dapat menutup tab ini dan kembali ke ${app}.`,
    },
    unexpected: {
      title: 'Jawaban ini tidak ditunggu',
      text: `Jawaban ini bukan untuk proses masuk yang sedang berjalan di ${app}, jadi diabaikan. Anda dapat menutup tab ini dan kembali ke aplikasi.`,
    },
  }),
  it: (app) => ({
    answered: {
      title: 'Qui è tutto fatto',
      text: `Puoi chiudere questa scheda e tornare a ${app}. L’accesso continua lì.`,
    },
    refused: {
      title: 'Accesso non effettuato',
      text: `La pagina di accesso non ti ha fatto entrare. Puoi chiudere questa scheda e tornare a ${app}, che ti dice di più.`,
    },
    'signed-out': {
      title: 'Sei uscito',
      text: `Puoi chiudere questa scheda e tornare a ${app}.`,
    },
    unexpected: {
      title: 'Nessuno aspetta questa risposta',
      text: `Non appartiene a nessun accesso in corso in ${app} ed è stata ignorata. Puoi chiudere questa scheda e tornare all’app.`,
    },
  }),
  ja: (app) => ({
    answered: {
      title: 'ここでの操作は完了しました',
      text: `このタブを閉じて ${app} に戻ってください。サインインはアプリで続きます。`,
    },
    refused: {
      title: 'サインインできませんでした',
      text: `サインインページで許可されませんでした。このタブを閉じて ${app} に戻り、詳細をご確認ください。`,
    },
    'signed-out': {
      title: 'サインアウトしました',
      text: `このタブを閉じて ${app} に戻ってください。`,
    },
    unexpected: {
      title: 'この応答を待っているものはありません',
      text: `${app} で進行中のサインインへの応答ではないため、無視されました。このタブを閉じてアプリに戻ってください。`,
    },
  }),
  ko: (app) => ({
    answered: {
      title: '여기서 할 일은 끝났습니다',
      text: `이 탭을 닫고 ${app} 앱으로 돌아가세요. 로그인은 앱에서 계속됩니다.`,
    },
    refused: {
      title: '로그인하지 못했습니다',
      text: `로그인 페이지에서 허용되지 않았습니다. 이 탭을 닫고 ${app} 앱으로 돌아가면 자세한 내용을 볼 수 있습니다.`,
    },
    'signed-out': {
      title: '로그아웃되었습니다',
      text: `이 탭을 닫고 ${app} 앱으로 돌아가세요.`,
    },
    unexpected: {
      title: '기다리고 있던 응답이 아닙니다',
      text: `${app} 앱에서 진행 중인 로그인에 대한 응답이 아니므로 무시했습니다. 이 탭을 닫고 앱으로 돌아가세요.`,
    },
  }),
  'pt-BR': (app) => ({
    answered: {
      title: 'Aqui está tudo pronto',
      text: `Você pode fechar esta aba e voltar para ${app}. O login continua lá.`,
    },
    refused: {
      title: 'Você não entrou',
      text: `A página de login não permitiu a entrada. Você pode fechar esta aba e voltar para ${app}, que explica melhor.`,
    },
    'signed-out': {
      title: 'Você saiu',
      text: `Você pode fechar esta aba e voltar para ${app}.`,
    },
    unexpected: {
      title: 'Ninguém espera esta resposta',
      text: `Ela não pertence a nenhum login em andamento em ${app} e foi ignorada. Você pode fechar esta aba e voltar ao aplicativo.`,
    },
  }),
  'zh-CN': (app) => ({
    answered: {
      title: '此处已完成',
      text: `您可以关闭此标签页并返回 ${app}，登录将在应用中继续。`,
    },
    refused: {
      title: '您尚未登录',
      text: `登录页面未允许您进入。您可以关闭此标签页并返回 ${app} 查看详情。`,
    },
    'signed-out': {
      title: '您已退出登录',
      text: `您可以关闭此标签页并返回 ${app}。`,
    },
    unexpected: {
      title: '没有登录在等待此响应',
      text: `它不属于 ${app} 中正在进行的任何登录，因此已被忽略。您可以关闭此标签页并返回应用。`,
    },
  }),
  'zh-TW': (app) => ({
    answered: {
      title: '這裡已經完成',
      text: `您可以關閉此分頁並返回 ${app}，登入會在應用程式中繼續。`,
    },
    refused: {
      title: '您尚未登入',
      text: `登入頁面未允許您進入。您可以關閉此分頁並返回 ${app} 查看詳細資訊。`,
    },
    'signed-out': {
      title: '您已登出',
      text: `您可以關閉此分頁並返回 ${app}。`,
    },
    unexpected: {
      title: '沒有登入在等待此回應',
      text: `它不屬於 ${app} 中正在進行的任何登入，因此已被忽略。您可以關閉此分頁並返回應用程式。`,
    },
  }),
} as const satisfies Record<string, PageTexts>;

export type PageLanguage = keyof typeof pageTexts;

export const pageLanguages = Object.keys(pageTexts) as PageLanguage[];
