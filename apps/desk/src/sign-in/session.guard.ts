import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { aboutOf, accessTo, admits, type Principal, roleMissing, roles } from '@kept-informed/access';
import { Sights } from '@kept-informed/case-work';
import { rules } from '@kept-informed/fields';
import type { Request } from 'express';
import { FormDrafts } from '../frame/form-drafts.js';
import { reachIn } from '../frame/page.js';
import { NoSuchPage, SignInNeeded, WrittenByAnother } from '../frame/page-trouble.js';

/**
 * Stands before every page: whoever has not signed in is led to do so, whoever may not see it is told, and a case that is out
 * of their sight is not there (docs/decisions/0019). What somebody typed is recorded in nobody else's name, and not lost.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sights: Sights,
    private readonly drafts: FormDrafts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (accessTo(this.reflector, context)?.open) return true;
    const request = context.switchToHttp().getRequest<Request & { principal?: Principal }>();
    const { principal } = request;
    const writer = this.drafts.writerOf(request);
    const isOwn = writer === undefined || writer.staffId === principal?.staffId;
    const keptAt = isOwn ? undefined : await this.drafts.keepFor(writer, reachIn(context.getHandler()), request);
    if (!principal) throw new SignInNeeded(keptAt);
    if (!isOwn) throw new WrittenByAnother();
    const isLetIn = roles.some((role) => principal.roles.includes(role) && admits(this.reflector, context, role));
    if (!isLetIn) throw roleMissing();
    if (aboutOf(this.reflector, context)?.matter !== 'case') return true;
    const caseId = request.params['caseId'];
    if (!rules.id.accepts(caseId) || !(await this.sights.sees('case', String(caseId)))) throw new NoSuchPage();
    return true;
  }
}
