import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import type { TermsKind } from '@kept-informed/commitments';
import { Previews } from '@kept-informed/follow-up';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, linkTo } from '../http/page.js';
import type { PreviewQuery } from './activation.request.js';
import type { PreviewAnswerPage } from './version.response.js';

const place = cursors('preview', ['instant', 'text', 'text']);

/** What drafts would change, page by page. */
@Injectable()
export class PreviewReader {
  constructor(private readonly previews: Previews) {}

  async page(
    dated: TermsKind,
    versionId: string,
    { reach, on, limit = defaultLimit, cursor }: PreviewQuery,
    http: { request: Request; response: Response },
  ): Promise<PreviewAnswerPage> {
    const [at, caseId, obligationId] = (place.read(cursor) ?? []) as [Instant?, string?, string?];
    const after = at && caseId && obligationId ? { at, caseId, obligationId } : undefined;
    const found = await this.previews.preview({ dated, versionId, reach, on, limit, after });
    const next = found.next && place.write([found.next.at, found.next.caseId, found.next.obligationId]);
    if (next !== null) linkTo(next, http);
    return { ...found, next };
  }
}
