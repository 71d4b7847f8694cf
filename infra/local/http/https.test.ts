import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createCertificate } from '../index';
import { startTestPool } from '../testing/test-pool';

// Signs in, refreshes and calls the API: in a separate process, since Node reads the trusted certificates when it starts.
const script = `
  const { signInForTokens, postToken } = await import(process.env.TEST_BROWSER);
  const pool = JSON.parse(process.env.POOL);
  const tokens = await signInForTokens(pool, { scope: 'openid notes/read' });
  const fields = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const headers = { authorization: 'Bearer ' + tokens.access_token };
  const keys = await fetch(pool.issuer + '/.well-known/jwks.json');
  console.log((await postToken(pool, fields)).status, keys.status, (await fetch(pool.api + '/notes', { headers })).status);`;

describe('a pool at HTTPS', () => {
  it('signs in users of a program that trusts its certificate, and the sample API trusts it', async () => {
    const https = await createCertificate();
    const pool = await startTestPool({ https, sampleApi: true });
    const folder = mkdtempSync(path.join(tmpdir(), 'user-pool-https-'));
    const cert = path.join(folder, 'cert.pem');
    writeFileSync(cert, https.cert);
    const { issuer, domain, clientId, redirectUris, user, sampleApi } = pool;
    const env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: cert,
      TEST_BROWSER: new URL('../testing/test-browser.ts', import.meta.url).href,
      POOL: JSON.stringify({
        issuer,
        domain,
        clientId,
        redirectUris,
        user,
        api: sampleApi?.origin,
      }),
    };
    expect([issuer, domain].every((url) => url.startsWith('https://127.0.0.1:'))).toBe(true);
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout.trim()).toBe('200 200 200');
    const document = await new Promise<string>((resolve, reject) => {
      const url = `${issuer}/.well-known/openid-configuration`;
      get(url, { ca: https.cert }, (response) => text(response).then(resolve)).on('error', reject);
    });
    expect(JSON.parse(document)).toMatchObject({
      issuer,
      token_endpoint: `${domain}/oauth2/token`,
    });
    await expect(fetch(domain)).rejects.toMatchObject({
      cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    await pool.close();
    rmSync(folder, { recursive: true });
  });
});
