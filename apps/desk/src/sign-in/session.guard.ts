import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { aboutOf, accessTo, admits, type Principal, roleMissing, roles } from '@kept-informed/access';
import { Sights } from '@kept-informed/case-work';
import { rules } from '@kept-informed/fields';
import { NoSuchPage, SignInNeeded } from '../frame/page-trouble.js';

/**
 * Stands before every page: whoever has not signed in is led to do so, whoever may not see it is told, and a case that is out
 * of their sight is not there (docs/decisions/0019).
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sights: Sights,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (accessTo(this.reflector, context)?.open) return true;
    const request = context.switchToHttp().getRequest<{ principal?: Principal; params: Record<string, string> }>();
    const { principal, params } = request;
    if (!principal) throw new SignInNeeded();
    const isLetIn = roles.some((role) => principal.roles.includes(role) && admits(this.reflector, context, role));
    if (!isLetIn) throw roleMissing();
    if (aboutOf(this.reflector, context)?.matter !== 'case') return true;
    const caseId = params['caseId'];
    if (!rules.id.accepts(caseId) || !(await this.sights.sees('case', caseId!))) throw new NoSuchPage();
    return true;
  }
}
