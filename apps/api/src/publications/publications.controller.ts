import { Body, Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { FigurePapers, requesterOf, ReturnMaker } from '@kept-informed/case-work';
import { paperType } from '@kept-informed/papers';
import { Publications, type KeptPublication, type PublishedReturn } from '@kept-informed/publications';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { KnownNames } from '../http/known-names.js';
import { invalid, notFound } from '../http/problem.js';
import { paperFile } from '../http/paper-file.js';
import { chosenType, Produces } from '../http/produced.js';
import { withLocation } from '../openapi/headers.js';
import { Refuses } from '../openapi/refuses.js';
import { PublicationRequest } from './publication.request.js';
import {
  PublicationPage,
  PublicationResponse,
  PublishedResponse,
  VerificationResponse,
  WholePublicationResponse,
} from './publication.response.js';

const place = cursors('publications', ['instant', 'text']);
const json = 'application/json';

/** Returns as they were given: frozen, with a digest that is a fact, and verified by asking again. */
@ApiTags('Compliance')
@ApiExtraModels(WholePublicationResponse)
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('publications')
export class PublicationsController {
  constructor(
    private readonly publications: Publications,
    private readonly maker: ReturnMaker,
    private readonly papers: FigurePapers,
    private readonly known: KnownNames,
  ) {}

  @Post()
  @Roles('performance')
  @ApiOperation({ summary: 'Freeze a return: questions with their answers, as known at this moment' })
  @ApiCreatedResponse({ type: PublishedResponse, headers: withLocation })
  @Refuses({ 422: ['ends-before-it-begins', 'not-of-this-measure'], 503: ['sweep-behind', 'still-reckoning'] })
  async publishReturn(
    @Body() body: PublicationRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PublishedResponse> {
    await this.#requireKnown(body);
    const { publicationId, digest, knownAt, factPosition } = await this.maker.publish(body, requesterOf());
    response.setHeader('Location', `/api/v1/publications/${publicationId}`);
    return { publicationId, digest, knownAt, position: factPosition };
  }

  @Get()
  @ApiOperation({ summary: 'Returns, the newest first' })
  @ApiOkResponse({ type: PublicationPage })
  async listPublications(
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PublicationPage> {
    const [publishedAt, publicationId] = place.read(cursor) ?? [];
    const before = publishedAt && publicationId ? { publishedAt, publicationId } : undefined;
    const found = await this.publications.list(before, limit + 1);
    const next = (last: PublicationResponse) => place.write([last.publishedAt, last.publicationId]);
    return pageOf(found, limit, await this.maker.position(), next, { request, response });
  }

  @Get(':publicationId')
  @Produces(json, paperType)
  @ApiOperation({ summary: 'A return as it was given, with its digest' })
  @ApiOkResponse({
    description:
      'As JSON, or where that is asked for by Accept as PDF/UA-1: figures, pictures, definitions, position and digest. The bytes of the return go with it, and `kept-informed verify` takes it.',
    content: {
      [json]: { schema: { $ref: getSchemaPath(WholePublicationResponse) } },
      [paperType]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  @Refuses({ 501: ['no-typesetter'] })
  async readPublication(
    @Param('publicationId') publicationId: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WholePublicationResponse | StreamableFile> {
    const kept = await this.#known(publicationId);
    response.vary('Accept');
    if (chosenType(request, [json, paperType]) === paperType)
      return paperFile(await this.papers.publication(kept), `publication-${publicationId}`);
    const { document, digest, factPosition, publishedAt } = kept;
    return { ...(JSON.parse(document) as PublishedReturn), publishedAt, digest, factPosition };
  }

  @Get(':publicationId/document')
  @Produces(json)
  @ApiOperation({
    summary: 'The bytes of a return: their SHA-256 is its digest, and `kept-informed verify` takes the file',
  })
  @ApiOkResponse({ content: { [json]: { schema: { type: 'object', additionalProperties: true } } } })
  async readPublishedDocument(
    @Param('publicationId') publicationId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { document } = await this.#known(publicationId);
    response.attachment(`publication-${publicationId}.json`);
    return new StreamableFile(Buffer.from(document), { type: json });
  }

  @Get(':publicationId/verification')
  @ApiOperation({ summary: 'Whether a return is what was recorded, is in the log, and is answered the same today' })
  @ApiOkResponse({ type: VerificationResponse })
  @Refuses({ 503: ['sweep-behind', 'still-reckoning'] })
  async verifyPublication(@Param('publicationId') publicationId: string): Promise<VerificationResponse> {
    return this.maker.verify(await this.#known(publicationId));
  }

  /** Refuses a team, an area or a promise that does not exist, as the questions themselves do. */
  async #requireKnown({ questions }: PublicationRequest): Promise<void> {
    const found = await Promise.all(questions.map((one, at) => this.known.unknownIn(one, `#/questions/${at}/`)));
    if (found.flat().length > 0) throw invalid(found.flat());
  }

  async #known(publicationId: string): Promise<KeptPublication> {
    const found = await this.publications.find(publicationId);
    if (!found) throw notFound('publication');
    return found;
  }
}
