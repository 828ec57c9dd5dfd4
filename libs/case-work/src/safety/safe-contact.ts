import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { currentRequest } from '@kept-informed/access';
import { notFound, refuse, type Requester } from '@kept-informed/decisions';
import { participantsOf } from '@kept-informed/follow-up';
import { People, type WhoKeeps, writtenLike } from '@kept-informed/people';
import type { RouteRequest } from '../case/participant.requests.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import { onTheWay, type OnTheWay } from './on-the-way.queries.js';
import { AllowUnsafeRoute, DeclareRouteSafe, MarkRisk } from './safety.commands.js';
import type { AllowUnsafeRouteRequest } from './safety.requests.js';

/** Whose route, on which case. */
interface RouteHolder {
  readonly caseId: string;
  readonly participantId: string;
}

/** A route that was entered, and what may be on its way to where they were reached before. */
export interface RouteEntered {
  readonly routeId: string;
  /** It was marked unsafe before. */
  readonly foundSafe: boolean;
  readonly onTheWay: readonly OnTheWay[];
}

/** By which ways somebody is reached safely: routes, what holds of them, and cases on which that is confirmed each time. */
@Injectable()
export class SafeContact {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  /** That a route is safe which was marked unsafe is a fact, with its author and their reason; a machine cannot say it. */
  async addRoute(of: RouteHolder, route: RouteRequest, requester: Requester): Promise<RouteEntered> {
    await this.#requireThere(of);
    const { participantId } = of;
    const foundSafe = await this.people.routes.declaresSafe(participantId, route);
    if (foundSafe) requirePerson();
    if (foundSafe && route.reason === undefined)
      throw refuse('reason-required', '/reason', 'Say why a route is safe that was marked unsafe.');
    const routeId = await this.people.routes.add(of, route, this.#keeping(requester));
    if (foundSafe) await this.#declareSafe(of, routeId, route.reason!, requester);
    return { routeId, foundSafe, onTheWay: await this.#onTheWay(participantId, route.method) };
  }

  /** Answers what may be on its way by it. */
  async endRoute(of: RouteHolder, routeId: string, { reason }: ReasonRequest, requester: Requester) {
    const method = await this.people.routes.end(of, routeId, reason, this.#keeping(requester));
    return { onTheWay: await this.#onTheWay(of.participantId, method) };
  }

  /** A supervisor lets an unsafe route be used; what goes by it meets nothing all the same, and is told of. */
  async allow(of: RouteHolder & { readonly routeId: string }, request: AllowUnsafeRouteRequest, requester: Requester) {
    const { caseId, participantId, routeId } = of;
    const [person] = await this.people.unshown([participantId]);
    const route = person?.caseId === caseId ? person.routes.find((one) => one.routeId === routeId) : undefined;
    if (!route) throw notFound('unknown-route', 'They have no such route, or it was ended.');
    if (route.safe) throw refuse('changes-nothing', '', 'The route is safe.');
    const sealed = await this.notes.seal({ caseId, whom: [participantId] }, 'unsafe-route', request, 'reason');
    const command = new AllowUnsafeRoute(caseId, { ...sealed, participantId, routeId }, requester);
    const { version, position } = await this.bus.execute(command);
    return { allowanceId: command.allowanceId, version, position };
  }

  async markRisk(caseId: string, high: boolean, request: ReasonRequest, requester: Requester) {
    const sealed = await this.notes.seal(caseId, 'risk', request, 'reason');
    const { version, position } = await this.bus.execute(new MarkRisk(caseId, { ...sealed, high }, requester));
    return { version, position };
  }

  async #declareSafe(of: RouteHolder, routeId: string, reason: string, requester: Requester): Promise<void> {
    const { caseId, participantId } = of;
    const sealed = await this.notes.seal({ caseId, whom: [participantId] }, 'route-safe', { reason }, 'reason');
    await this.bus.execute(new DeclareRouteSafe(caseId, { ...sealed, participantId, routeId }, requester));
  }

  async #requireThere({ caseId, participantId }: RouteHolder): Promise<void> {
    const participants = await participantsOf(this.reading.manager, caseId);
    if (participants.some((each) => each.participantId === participantId)) return;
    throw notFound('unknown-participant', 'There is no such participant on this case.');
  }

  #onTheWay(participantId: string, method: string): Promise<OnTheWay[]> {
    const { manager, now } = this.reading;
    return onTheWay(manager, { participantId, methods: writtenLike(method), now });
  }

  #keeping({ by }: Requester): WhoKeeps {
    return { by, at: this.reading.now };
  }
}

function requirePerson(): void {
  if (!currentRequest().principal?.roles.includes('service')) return;
  throw refuse('not-by-a-service', '/safe', 'It was marked unsafe: that it is safe is for a person to say.');
}
