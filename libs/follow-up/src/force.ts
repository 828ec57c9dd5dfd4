import type { Zone } from '@kept-informed/calendar';
import type { DirectoryHolder } from '@kept-informed/directory';
import type { Area } from './case/case.events.js';
import type { Rulebook } from './commitment/rulebook.rules.js';
import { latestTerms } from './commitment/terms.rules.js';
import { refuse } from './follow-up.refusals.js';
import { rulebookIn } from './rulebook.js';

/** The force that the product runs for, as commands need it: what it goes by, who works there, which areas it has. */
export class Force {
  readonly rulebook: () => Rulebook;

  /** Throws UnknownEditions where the force's policy adopts what the catalogue does not have. */
  constructor(readonly directory: DirectoryHolder) {
    this.rulebook = rulebookIn(directory);
  }

  get zone(): Zone {
    return this.rulebook().zone;
  }

  /** A contact recorded longer than this after it occurred needs a reason, in hours. */
  get lateAfterHours(): number {
    return latestTerms(this.rulebook()).lateAfterHours;
  }

  /** A member of staff and their team. */
  requireStaff(staffId: string, field: string): { staffId: string; team: string } {
    const found = this.directory.current.staff(staffId);
    if (!found) throw refuse('unknown-staff', field, 'The force has no such member of staff.');
    return { staffId, team: found.team };
  }

  requireArea({ bcu, lpt }: Area, field: string): void {
    const unit = this.directory.current.bcus().find(({ name }) => name === bcu);
    if (!unit) throw refuse('unknown-area', `${field}/bcu`, 'The force has no such basic command unit.');
    if (lpt !== undefined && !unit.lpts.some(({ name }) => name === lpt))
      throw refuse('unknown-area', `${field}/lpt`, 'The unit has no such local policing team.');
  }
}
