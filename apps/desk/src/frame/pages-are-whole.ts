import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { REACH } from './page.js';

/** A route that is neither a page, nor a form, nor said to be no page, stops the boot: it has no reach and no model. */
@Injectable()
export class PagesAreWhole implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const bare = this.discovery.getControllers().flatMap(({ instance, name }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => isRoute(prototype[method]!) && !Reflect.hasMetadata(REACH, prototype[method]!))
        .map((method) => `${name}.${method}`);
    });
    if (bare.length > 0) throw new Error(`These say neither what they show nor to whom: ${bare.join(', ')}`);
  }
}

const isRoute = (handler: object): boolean => Reflect.hasMetadata(PATH_METADATA, handler);
