export { ActivatePolicy } from './policy/policy.commands.js';
export const termsAt = () => 'force-file';
