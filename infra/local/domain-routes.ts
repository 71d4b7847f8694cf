import { Hono } from 'hono';
import { authorize } from './endpoints/authorize';
import { idpResponse } from './endpoints/idp-response';
import { logout } from './endpoints/logout';
import { revoke } from './endpoints/revoke';
import { token } from './endpoints/token';
import { userInfo } from './endpoints/user-info';
import { apiHeaders } from './http/api-headers';
import { pageHeaders } from './http/page-headers';
import { assets } from './pages/assets';
import { resendCode, showConfirm, submitConfirm } from './pages/confirm';
import {
  showConfirmForgotPassword,
  submitConfirmForgotPassword,
} from './pages/confirm-forgot-password';
import { confirmByLink } from './pages/confirm-link';
import { showError } from './pages/error';
import { showForgotPassword, submitForgotPassword } from './pages/forgot-password';
import { rememberLanguage } from './pages/frame';
import { showHome } from './pages/home';
import { showInbox } from './pages/inbox';
import { showLogin, submitLogin } from './pages/login';
import { showMfa, showMfaSetup, submitMfa } from './pages/mfa';
import { showSignup, submitSignup } from './pages/signup';
import type { Pool } from './pool';

/** What pages of any origin may call on the pool's domain (cognito-user-pools-managed-login page). */
export const apiPaths = ['/oauth2/token', '/oauth2/revoke', '/oauth2/userInfo'];

/** Everything on the pool's domain (managed-login-endpoints and federation-endpoints pages). */
export function domainRoutes(pool: Pool): Hono {
  return new Hono().route('/assets', assets).route('/', apiRoutes(pool)).route('/', pages(pool));
}

function apiRoutes(pool: Pool): Hono {
  const userInfoMethods = ['GET', 'POST']; // OpenID Connect Core §5.3
  return new Hono()
    .on('ALL', apiPaths, apiHeaders)
    .post('/oauth2/token', token(pool))
    .post('/oauth2/revoke', revoke(pool))
    .on(userInfoMethods, '/oauth2/userInfo', userInfo(pool));
}

function pages(pool: Pool): Hono {
  return new Hono()
    .use(pageHeaders(pool.settings.clients.flatMap(({ redirectUris }) => redirectUris)))
    .use(rememberLanguage(pool))
    .get('/oauth2/idpresponse', idpResponse(pool))
    .get('/oauth2/authorize', authorize(pool))
    .get('/authorize', authorize(pool))
    .get('/login', showLogin(pool))
    .post('/login', submitLogin(pool))
    .get('/signup', showSignup(pool))
    .post('/signup', submitSignup(pool))
    .get('/confirm', showConfirm(pool))
    .post('/confirm', submitConfirm(pool))
    .get('/resendcode', showConfirm(pool))
    .post('/resendcode', resendCode(pool))
    .get('/confirmUser', confirmByLink(pool))
    .get('/forgotPassword', showForgotPassword(pool))
    .post('/forgotPassword', submitForgotPassword(pool))
    .get('/confirmforgotPassword', showConfirmForgotPassword(pool))
    .post('/confirmforgotPassword', submitConfirmForgotPassword(pool))
    .get('/mfa', showMfa(pool))
    .post('/mfa', submitMfa(pool, false))
    .get('/mfa/setup', showMfaSetup(pool))
    .post('/mfa/setup', submitMfa(pool, true))
    .get('/logout', logout(pool))
    .get('/error', showError(pool))
    .get('/_local/inbox', showInbox(pool))
    .get('/', showHome(pool));
}
