import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const about = `Follow-up of what people were promised by the police: cases, contacts, obligations, alerts and compliance.

Instants are RFC 3339 in UTC, local dates are London's. Every POST that records takes an Idempotency-Key. A case's ETag is
its version; If-Match is honoured on every change of a case. Errors are RFC 9457 problems with a stable code.`;

/** OpenAPI 3.1 made from the code at /api/v1/openapi.json, and a page to browse it at /api/docs. */
export function describeApi(app: NestExpressApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Kept Informed')
    .setDescription(about)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = () => SwaggerModule.createDocument(app, description);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/v1/openapi.json' });
}
