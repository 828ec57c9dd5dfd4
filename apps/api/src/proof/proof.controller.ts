import { Controller, Get, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import { IntField, rules } from '@kept-informed/fields';
import { checkpointIn, consistencyOf, inclusionOf, tileAt, tileReached } from '@kept-informed/proof';
import type { Request, Response } from 'express';
import { invalid, notFound, ProblemException } from '../http/problem.js';
import { Produces } from '../http/produced.js';
import { Refuses } from '../openapi/refuses.js';
import { ConsistencyResponse, InclusionResponse } from './proof.response.js';

const text = 'text/plain; charset=utf-8';
const bytes = 'application/octet-stream';
/** What a tile holds never changes; who may read it is asked each time. */
const forEver = 'private, max-age=31536000, immutable';

export class ConsistencyQuery {
  @IntField({ fromText: true, description: 'The size of the older log, as a checkpoint says it.', example: 600 })
  from: number;

  @IntField({ fromText: true, optional: true, description: 'The size of the newer one; of the newest if left out.' })
  to?: number;
}

/**
 * The transparency log of all facts, for those who may see figures of the whole force and for the tools of auditors
 * (C2SP tlog-tiles, `/api/v1/proof` being its prefix). It holds digests alone (docs/decisions/0016).
 */
@ApiTags('Proof')
@Roles('supervisor', 'performance', 'admin', 'read')
@About('no-case')
@Controller('proof')
export class ProofController {
  constructor(private readonly reading: ReadModel) {}

  @Get('checkpoint')
  @Produces(text)
  @ApiOperation({ summary: 'What the log is now: its name, its size and the hash over it, signed' })
  @ApiOkResponse({
    description: 'A signed note (C2SP tlog-checkpoint), with the lines of the witnesses who cosigned it.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @Refuses({ 404: ['not-found'] })
  async readCheckpoint(@Res({ passthrough: true }) response: Response): Promise<string> {
    const { cosigned } = await this.#newest();
    response.type(text);
    return cosigned;
  }

  @Get('facts/:position')
  @ApiOperation({ summary: 'That a fact is in the log, and at which place' })
  @ApiOkResponse({ type: InclusionResponse })
  @Refuses({ 503: ['not-sealed-yet'] })
  async proveInclusion(@Param('position') position: string): Promise<InclusionResponse> {
    if (!rules.position.accepts(position)) throw notFound('fact');
    const found = await inclusionOf(this.reading.manager, position);
    if (!found) throw await this.#unsealed(position);
    const { leaf, digest, checkpoint, hashes } = found;
    return {
      position: found.position,
      leaf,
      digest: inText(digest),
      checkpoint: checkpoint.cosigned,
      hashes: hashes.map(inText),
    };
  }

  @Get('consistency')
  @ApiOperation({ summary: 'That the log of one size begins with all of the log of another' })
  @ApiOkResponse({ type: ConsistencyResponse })
  @Refuses({ 404: ['not-found'] })
  async proveConsistency(@Query() { from, to: asked }: ConsistencyQuery): Promise<ConsistencyResponse> {
    const { size } = await this.#newest();
    const to = asked ?? size;
    if (to > size) throw invalid([{ pointer: '?to', detail: `The log has ${size} entries.` }]);
    if (from > to) throw invalid([{ pointer: '?from', detail: `Expected ${to} at most, the size of the newer log.` }]);
    const hashes = await consistencyOf(this.reading.manager, { from, to });
    return { from, to, hashes: hashes.map(inText) };
  }

  @Get('tile/*tile')
  @Produces(bytes)
  @ApiOperation({ summary: 'A tile of the log, or a bundle of its entries' })
  @ApiParam({
    name: 'tile',
    schema: { type: 'string' },
    description: 'As tlog-tiles writes it, its slashes as they are: `0/x001/234`, `1/000.p/17`, `entries/005`.',
    example: '0/000',
  })
  @ApiOkResponse({
    description: 'Hashes of 32 bytes, one after the other; entries of a bundle, each behind its length in two bytes.',
    content: { [bytes]: { schema: {} } },
  })
  async readTile(
    @Req() request: Request<{ tile: string[] }>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const tile = tileAt(request.params.tile.join('/'));
    const found = tile && (await tileReached(this.reading.manager, tile));
    if (!found) throw notFound('tile');
    response.setHeader('Cache-Control', forEver);
    return new StreamableFile(found, { type: bytes, length: found.length });
  }

  async #newest() {
    const newest = await checkpointIn(this.reading.manager);
    if (!newest) throw notFound('checkpoint: nothing is sealed yet');
    return newest;
  }

  /** Why there is no proof of a fact: it waits for a worker, or there is none. */
  async #unsealed(position: string): Promise<ProblemException> {
    if (!(await this.reading.hasFact(position))) return notFound('fact');
    return new ProblemException(503, 'not-sealed-yet', 'It is not sealed yet', {
      detail: 'It is recorded, and a worker is to seal it within two seconds.',
      headers: { 'Retry-After': '2' },
    });
  }
}

const inText = (hash: Buffer): string => hash.toString('base64');
