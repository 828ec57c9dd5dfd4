import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from './access.decorators.js';

type RouteMethod = (...args: never[]) => unknown;

/** A page cannot be registered without its role: a route that says nothing of access stops the boot. */
@Injectable()
export class RoutesAreGuarded implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const undeclared = this.discovery.getControllers().flatMap(({ instance, metatype, name }) => {
      if (!metatype || !instance) return [];
      if (Reflect.hasMetadata(ACCESS, metatype)) return [];
      return this.undeclaredOf(Object.getPrototypeOf(instance) as Record<string, RouteMethod>).map(
        (method) => `${name}.${method}`,
      );
    });
    if (undeclared.length === 0) return;
    throw new Error(
      `These routes do not say who may come in; add @Roles(...) or @Open(): ${[...new Set(undeclared)].join(', ')}`,
    );
  }

  private undeclaredOf(prototype: Record<string, RouteMethod>): string[] {
    return this.scanner.getAllMethodNames(prototype).filter((name) => {
      const method = prototype[name];
      return method && Reflect.hasMetadata(PATH_METADATA, method) && !Reflect.hasMetadata(ACCESS, method);
    });
  }
}
