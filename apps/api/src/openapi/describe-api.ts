import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { complete } from './complete.js';
import { describeFields } from './described-fields.js';
import { placeOf, routesOf } from './routes.js';

const about = `Follow-up of what people were promised by the police: cases, contacts, obligations, alerts and compliance.

Instants are RFC 3339 in UTC, local dates are London's. Every POST that records takes an Idempotency-Key. A case's ETag is
its version; If-Match is honoured on every change of a case. Errors are RFC 9457 problems with a stable code; each operation
names those that it may answer with, and the roles that it is for. An answer may gain members, and a problem's code others
than are named here with the next version: what does not know one goes by the status.`;

const tags: Readonly<Record<string, string>> = {
  Cases: 'Matters that are followed up, and what is recorded on them as a whole.',
  Participants: 'The people of a case: what they may be told, how they are reached, and what they wish.',
  Counter: 'What may be said at the enquiry counter, and what is left there for whoever has a case.',
  People: 'Who people are across cases: finding, holding and erasing them.',
  Feedback: 'Feedback, and the reply that it may ask for.',
  Obligations: 'What is owed to whom and by when, why, and what was decided about it.',
  Disputes: 'What was recorded too late to change a figure by itself, and waits for a second person.',
  Alerts: 'Who is told that something is due or was missed, and what they do about it.',
  Compliance: 'What fell due and was met, counted as it is known or was known then.',
  Commitments: 'The catalogue of promises.',
  Calendar: 'Working days, limits and the versions of the calendar that they are counted by.',
  Policies: 'What the force goes by, in dated versions that one drafts and another activates.',
  Directory: 'Who works where and answers for whom.',
  Imports: 'Cases from files of other systems.',
  Webhooks: 'Other systems that are told of alerts.',
  Proof: 'The transparency log of all facts, for auditors and their tools (C2SP tlog-tiles).',
  Operation: 'For whoever runs the product: health, messages on their way, acts of administrators.',
};

/** OpenAPI 3.1 made from the code at /api/v1/openapi.json, and a page to browse it at /api/docs. */
export function describeApi(app: NestExpressApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Kept Informed')
    .setDescription(about)
    .setVersion('1')
    .addServer('/', 'Where this description is served')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description:
        'An access token of the OpenID provider that the server trusts, with at least one role of the operation.',
    });
  for (const [name, meaning] of Object.entries(tags)) description.addTag(name, meaning);
  const plain = description.build();
  plain.info.license = {
    name: 'All rights reserved',
    identifier: 'LicenseRef-Proprietary',
  } as typeof plain.info.license;
  plain.info.contact = { name: 'Whoever runs this installation' };
  const document = () => {
    describeFields();
    return complete(SwaggerModule.createDocument(app, plain, { operationIdFactory: placeOf }), routesOf(app));
  };
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/v1/openapi.json' });
}
