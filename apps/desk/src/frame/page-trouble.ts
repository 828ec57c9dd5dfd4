/** What goes wrong with a page before anybody is asked for anything; `status` is its answer's. */
export abstract class PageTrouble extends Error {
  abstract readonly status: number;
}

/** Somebody has to sign in first. */
export class SignInNeeded extends PageTrouble {
  readonly status = 401;

  /** `keptAt`: where is shown to them what they sent too late. */
  constructor(readonly keptAt?: string) {
    super();
  }
}

/** A form was given to one person and sent by another. */
export class WrittenByAnother extends PageTrouble {
  readonly status = 403;
}

/** A form came from another site. */
export class CrossSite extends PageTrouble {
  readonly status = 403;
}

/** There is no such page, or whoever asks may not know of it. */
export class NoSuchPage extends PageTrouble {
  readonly status = 404;
}

/** What came holds what no text and no address can. */
export class Unreadable extends PageTrouble {
  readonly status = 400;
}

/** Somebody, or an address from which nobody has signed in, asks more often than any person does. */
export class TooManyRequests extends PageTrouble {
  readonly status = 429;
}

/** The provider of the sign-in does not answer. */
export class SignInUnavailable extends PageTrouble {
  readonly status = 503;
}

/** A sign-in that was begun came back otherwise than it left, or too late. */
export class SignInFailed extends PageTrouble {
  readonly status = 400;
}

/** A form was recorded, and came again with something else in it. */
export class RecordedOtherwise extends PageTrouble {
  readonly status = 409;
}
