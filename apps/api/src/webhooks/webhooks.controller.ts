import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { requesterOf } from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { Endpoints, endpointTypes } from '@kept-informed/delivery';
import { OwnForce } from '@kept-informed/commitments';
import type { Response } from 'express';
import { showOnce } from '../http/idempotency.js';
import { invalid, notFound } from '../http/problem.js';
import {
  RotationResponse,
  RotationRequest,
  TrialResponse,
  WebhookAddedResponse,
  WebhookResponse,
  WebhookList,
  WebhookRequest,
} from './webhook.response.js';
import { withLocation } from '../openapi/headers.js';

const usualHours = 24;

/** Other systems that are told of alerts: CloudEvents 1.0, signed as Standard Webhooks says. */
@ApiTags('Webhooks')
@Roles('admin')
@About('no-case')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly endpoints: Endpoints,
    private readonly force: OwnForce,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The endpoints that are told' })
  @ApiOkResponse({ type: WebhookList })
  async listWebhooks(): Promise<WebhookList> {
    return { items: await this.endpoints.list() };
  }

  @Post()
  @ApiOperation({ summary: 'Tell one more endpoint, from now on' })
  @ApiCreatedResponse({ type: WebhookAddedResponse, headers: withLocation })
  async addWebhook(
    @Body() { url, types = [...endpointTypes], secret: given }: WebhookRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WebhookAddedResponse> {
    const wanted = { url, types: [...new Set(types)], secret: given };
    const problem = await this.endpoints.problemWith(wanted);
    if (problem) throw invalid([{ pointer: `#/${problem.field}`, detail: problem.detail }]);
    const { endpointId, secret } = await this.endpoints.add(wanted, requesterOf().by);
    response.setHeader('Location', `/api/v1/webhooks/${endpointId}`);
    showOnce(response, 'secret');
    return { ...(await this.#known(endpointId)), secret };
  }

  @Get(':endpointId')
  @ApiOperation({ summary: 'One endpoint' })
  @ApiOkResponse({ type: WebhookResponse })
  readWebhook(@Param('endpointId') endpointId: string): Promise<WebhookResponse> {
    return this.#known(endpointId);
  }

  @Delete(':endpointId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Tell it nothing more, not even what waits' })
  @ApiNoContentResponse()
  async removeWebhook(@Param('endpointId') endpointId: string): Promise<void> {
    if (!(await this.endpoints.remove(endpointId))) throw notFound('endpoint');
  }

  @Post(':endpointId/rotation')
  @ApiOperation({ summary: 'Replace its secret; for a while both are good' })
  @ApiCreatedResponse({ type: RotationResponse })
  async replaceWebhookSecret(
    @Param('endpointId') endpointId: string,
    @Body() { hours = usualHours }: RotationRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RotationResponse> {
    const rotated = await this.endpoints.rotate(endpointId, hours);
    if (!rotated) throw notFound('endpoint');
    showOnce(response, 'secret');
    return rotated;
  }

  @Post(':endpointId/trial')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send it an event about nothing, to see whether it works' })
  async tryWebhook(@Param('endpointId') endpointId: string): Promise<TrialResponse> {
    await this.#known(endpointId);
    return { messageId: await this.endpoints.try(endpointId, this.force.directory.current.force.id) };
  }

  async #known(endpointId: string): Promise<WebhookResponse> {
    const found = await this.endpoints.one(endpointId);
    if (!found) throw notFound('endpoint');
    return found;
  }
}
