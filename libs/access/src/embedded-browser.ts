import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import { type Role, roles } from './principal.js';

/** The client of the pages, whose secret is as public as those of the others. */
export const browserClientId = 'demo-web';
export const browserClientSecret = 'demo';

type DemoStaff = Readonly<Record<Role, string>>;

/** What each of the demo's people does, in words. Machines sign in to no page. */
const whatTheyDo: Readonly<Partial<Record<Role, string>>> = {
  desk: 'Crime desk: keeps victims and enquirers informed',
  counter: 'Enquiry counter: tells callers what may be said',
  supervisor: 'Supervisor: sees what is overdue, and who has it',
  performance: 'Performance unit: reports how often promises are kept',
  committee: 'Committee: reads the papers of the programme',
  admin: 'Administrator: keeps it running',
};

export function browserClient(origin: string): object {
  return {
    client_id: browserClientId,
    client_secret: browserClientSecret,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${origin}/sign-in/callback`],
    post_logout_redirect_uris: [`${origin}/signed-out`],
    backchannel_logout_uri: `${origin}/sign-out/back-channel`,
    backchannel_logout_session_required: true,
    require_auth_time: true,
  };
}

interface GrantContext {
  readonly oidc: {
    readonly provider: Provider;
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
}

/** What the provider needs to know of people: who they are, what is told of them, and where one of them is chosen. */
export function signInByBrowser(staff: DemoStaff): Record<string, unknown> {
  return {
    claims: { openid: ['sub', 'sid', 'name', 'roles', 'staff_id'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/oidc/choose/${uid}` },
    findAccount: (_context: unknown, accountId: string) => accountOf(accountId, staff),
    // Nobody is asked whether the pages may know them: the pages are why they are here.
    loadExistingGrant: async ({ oidc }: GrantContext) => {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
}

/** Those who have most to do in the data of the demo, an officer and her sergeant, in the place of those whom scripts know. */
const busiest: Readonly<Partial<Record<Role, string>>> = { desk: 'pc-1031', supervisor: 'sgt-2003' };

const people = (staff: DemoStaff) =>
  roles.flatMap((role) =>
    role === 'service' ? [] : [{ role, staffId: busiest[role] ?? staff[role], does: whatTheyDo[role] ?? role }],
  );

function accountOf(accountId: string, staff: DemoStaff) {
  const found = people(staff).find(({ staffId }) => staffId === accountId);
  if (!found) return undefined;
  const claims = { sub: accountId, staff_id: accountId, roles: [found.role], name: accountId };
  return { accountId, claims: () => claims };
}

/** The page on which one of the demo's people is chosen, and the choice. */
export function choosing(provider: Provider, staff: DemoStaff) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return send(response, choicePage(uid, staff));
    const chosen = new URLSearchParams(await text(request)).get('person') ?? '';
    if (!accountOf(chosen, staff)) return send(response, choicePage(uid, staff), 422);
    await provider.interactionFinished(request, response, { login: { accountId: chosen } });
  };
}

function choicePage(uid: string, staff: DemoStaff): string {
  const buttons = people(staff).map(
    ({ staffId, does }) =>
      `<li><button name="person" value="${staffId}"><strong>${does.replace(': ', '</strong><br>')}<br><small>${staffId}</small></button></li>`,
  );
  return page(
    'Who would you like to be?',
    `<p>This is a demonstration with made-up data. Nobody here exists.</p>
     <form method="post" action="/oidc/choose/${uid}"><ul>${buttons.join('')}</ul></form>`,
  );
}

interface LogoutContext {
  body?: unknown;
  type?: string;
  set(name: string, value: string): void;
}

/** `form`: the provider's own, which ends its session; it is without a button. */
export function signOutPage(context: LogoutContext, form: string): void {
  const body = `${form}<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button></p>`;
  show(context, page('Sign out of the demonstration?', body));
}

export function signedOutPage(context: LogoutContext): void {
  show(context, page('You have signed out', '<p><a href="/">Sign in again</a></p>'));
}

function show(context: LogoutContext, html: string): void {
  context.type = 'html';
  context.set('content-security-policy', policy);
  context.body = html;
}

function send(response: ServerResponse, html: string, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', policy);
  response.end(html);
}

const nonce = randomBytes(16).toString('base64');
/** Without form-action: what follows a choice leads back to the pages, wherever they are. */
const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`;

const styles = `
  body { font: 1.2rem/1.4 "Helvetica Neue", Arial, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; color: #0b0c0c }
  ul { list-style: none; padding: 0 }
  button { font: inherit; text-align: left; width: 100%; margin-bottom: .75rem; padding: .75rem 1rem; cursor: pointer;
    background: #fff; color: #0b0c0c; border: 2px solid #1b2a4a; border-left-width: 8px }
  button:hover { background: #eef2f8 }
  button:focus, a:focus { outline: 3px solid #fd0; background: #fd0; color: #0b0c0c }`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Kept Informed</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${nonce}">${styles}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}
