import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import { Produces } from '../http/produced.js';
import { Metrics } from './metrics.js';

const prometheusText = 'text/plain; version=0.0.4; charset=utf-8';

/** Figures for Prometheus. Open: they hold counts and times and nothing about anybody. */
@ApiExcludeController()
@Open()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Produces(prometheusText)
  @Header('Content-Type', prometheusText)
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
