import { peers } from './peers.mjs';

/** Asks a server over so many connections that stay open. An answer of another status than expected throws. */
export async function openClient(url, { connections, token }) {
  const { Pool } = await peers('undici');
  const pool = new Pool(url, { connections, headersTimeout: 30_000, bodyTimeout: 30_000 });
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const ask = async (method, path, expected, body) => {
    const answer = await pool.request({ method, path, headers, body: body && JSON.stringify(body) });
    const text = await answer.body.text();
    if (answer.statusCode !== expected) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
    return text;
  };
  return {
    get: (path) => ask('GET', path, 200),
    post: (path, body) => ask('POST', path, 201, body),
    close: () => pool.destroy(),
  };
}

/** A token of this issuer for somebody of this role, an hour long. */
export async function tokenOf(issuer, role) {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`demo-${role}:demo`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!answer.ok) throw new Error(`${issuer} gave no token: ${answer.status}`);
  return (await answer.json()).access_token;
}

export const deskToken = (issuer) => tokenOf(issuer, 'desk');
