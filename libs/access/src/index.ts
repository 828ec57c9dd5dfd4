export { About, aboutOf, type Matter, type NamedByAddress, namedByAddress } from './about.decorator.js';
export { accessOf, admits, CurrentPrincipal, Open, Roles } from './access.decorators.js';
export { AccessModule } from './access.module.js';
export { roleMissing } from './access-refused.js';
export { type EmbeddedProvider, embeddedProvider } from './embedded-provider.js';
export { isAmong, type Principal, type Role, roles, rolesOf, type Scope, scopes } from './principal.js';
export { currentRequest, type RequestContext, withRequest } from './request-context.js';
export { isSignedIn, signIn, type SignedRequest } from './sign-in.js';
export { TokenVerifier } from './token-verifier.js';
