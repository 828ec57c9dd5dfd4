export { accessOf, admits, CurrentPrincipal, Open, Roles } from './access.decorators.js';
export { AccessModule } from './access.module.js';
export { roleMissing } from './access-refused.js';
export { type EmbeddedProvider, embeddedProvider } from './embedded-provider.js';
export { type Principal, type Role, roles } from './principal.js';
export { currentRequest, withRequest } from './request-context.js';
export { isSignedIn, signIn, type SignedRequest } from './sign-in.js';
export { TokenVerifier } from './token-verifier.js';
