import type { Instant } from '@kept-informed/calendar';

/** What a decision answers: something that became true, not yet recorded. */
export interface NewFact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** Ids, dates and codes only; never a name, number, address or free text. */
  readonly data: Data;
  /** When it happened. */
  readonly occurred: Instant;
  /** When this force learnt of it, where that differs from when it happened. */
  readonly known?: Instant;
  /** The version in its own stream of the fact that brought this one about; none: the request did. */
  readonly causedBy?: number;
}

/** A fact as it stands in its stream, for ever. */
export interface RecordedFact<Type extends string = string, Data = unknown> extends NewFact<Type, Data> {
  /** Place in the whole store; rises, with gaps. */
  readonly position: string;
  readonly stream: string;
  /** Place in its stream: 1, 2, 3 … without gaps. */
  readonly version: number;
  /** When it was written here, by this system's clock. */
  readonly recorded: Instant;
  /** Who recorded it: a staff id, or the part of the system that did. */
  readonly by: string;
  readonly requestId: string;
  /** Played by the simulator, not by a person. */
  readonly simulated: boolean;
}

/** The facts of a union before they are recorded. */
export type NewFactOf<Fact extends RecordedFact> =
  Fact extends RecordedFact<infer Type, infer Data> ? NewFact<Type, Data> : never;

/** How a state takes in each fact of a union; changes the given state. One that it does not know does not compile. */
export type Fold<State, Fact extends RecordedFact> = {
  readonly [Type in Fact['type']]: (state: State, fact: Extract<Fact, { readonly type: Type }>) => void;
};

/** Who is recording, because of which request, and when by the system's clock. */
export interface RecordingContext {
  readonly by: string;
  readonly requestId: string;
  readonly recorded: Instant;
  readonly simulated?: boolean;
}

/** A fact's shape changed after it was first recorded: brings old data to today's shape as it is read. */
export type Upcast = (data: never) => unknown;

/** Per fact type, the upcasts from version 1 on; its length plus one is today's version of that type. */
export type Upcasts = Readonly<Record<string, readonly Upcast[]>>;

export function currentTypeVersion(type: string, upcasts: Upcasts): number {
  return (upcasts[type]?.length ?? 0) + 1;
}

/** Brings data recorded as `typeVersion` of its type up to today's shape. */
export function upcast(type: string, typeVersion: number, data: unknown, upcasts: Upcasts): unknown {
  return (upcasts[type] ?? []).slice(typeVersion - 1).reduce((older: unknown, step) => step(older as never), data);
}
