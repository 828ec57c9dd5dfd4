import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { aboutAt, namedByAddress } from './about.decorator.js';
import { accessOf, type Access } from './access.decorators.js';

type RouteMethod = (...args: never[]) => unknown;

/**
 * A route cannot be registered without its role and its reach: one that does not say whom it lets in, what it is about and
 * whether it shows people stops the boot, and so does one whose address does not name what it says it is about.
 */
@Injectable()
export class RoutesAreGuarded implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const faults = new Set(
      this.discovery.getControllers().flatMap(({ instance, metatype, name }) => {
        if (!metatype || !instance) return [];
        const prototype = Object.getPrototypeOf(instance) as Record<string, RouteMethod>;
        return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
          const handler = prototype[method];
          if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
          return faultsOf(handler, metatype).map((fault) => `${name}.${method} ${fault}`);
        });
      }),
    );
    if (faults.size > 0) throw new Error(`These routes may not be served: ${[...faults].join('; ')}`);
  }
}

function faultsOf(handler: RouteMethod, controller: object): string[] {
  const access = accessOf(handler, controller) as Access | undefined;
  if (!access) return ['does not say who may come in: add @Roles(...) or @Open()'];
  if (access.open) return [];
  const about = aboutAt(handler, controller);
  if (!about) return ['does not say what it is about: add @About(...)'];
  const named = namedByAddress.find((matter) => matter === about.matter) ?? (about.matter === 'locked-case' && 'case');
  if (!named || addressOf(handler, controller).includes(`:${named}Id`)) return [];
  return [`is about a ${named}, which its address does not name by :${named}Id`];
}

function addressOf(...places: object[]): string {
  return places.map((place) => String(Reflect.getMetadata(PATH_METADATA, place) ?? '')).join('/');
}
