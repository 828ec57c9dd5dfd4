import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { tap, type Observable } from 'rxjs';
import { etag } from './if-match.js';

/** An answer that tells the version of a case carries it as its ETag. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      tap((body: { version?: unknown } | undefined) => {
        if (typeof body?.version === 'number') response.setHeader('ETag', etag(body.version));
      }),
    );
  }
}
