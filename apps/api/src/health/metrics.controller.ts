import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { Produces } from '../http/produced.js';
import { databaseUnavailable } from '../http/problem.js';
import { Metrics } from './metrics.js';

export const prometheusText = 'text/plain; version=0.0.4; charset=utf-8';

/** Figures for Prometheus: counts and times and nothing about anybody. Not for everybody, for they cost the database work. */
@ApiExcludeController()
@Roles('admin', 'read')
@About('no-case')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Produces(prometheusText)
  @Header('Content-Type', prometheusText)
  async scrape(): Promise<string> {
    try {
      return await this.metrics.text();
    } catch {
      throw databaseUnavailable();
    }
  }
}
