export { CurrentPrincipal, Open, Roles } from './access.decorators.js';
export { AccessGuard } from './access.guard.js';
export { AccessModule, type AccessOptions } from './access.module.js';
export { AccessRefused, roleMissing } from './access-refused.js';
export {
  type EmbeddedProviderOptions,
  type EmbeddedProvider,
  demoStaff,
  embeddedProvider,
} from './embedded-provider.js';
export { type IssuerKeys, discoveredKeys } from './issuer-keys.js';
export { type Principal, type Role, roles } from './principal.js';
export { type RequestContext, currentRequest, rememberPrincipal, withRequest } from './request-context.js';
export { type TokenExpectations, TokenVerifier } from './token-verifier.js';
