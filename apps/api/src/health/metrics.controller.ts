import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '@kept-informed/access';
import { Metrics } from './metrics.js';

/** Figures for Prometheus. Open: they hold counts and times and nothing about anybody. */
@ApiExcludeController()
@Open()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
