import type { ToldObligation } from '@kept-informed/case-work';
import { milestoneTypes, type Rulebook } from '@kept-informed/commitments';

/** Stands before the id of a milestone among what a form says was told. */
export const toldMilestone = 'milestone:';

/** How something that is owed can be met. */
export const waysToMeet = ({ commitment }: Pick<ToldObligation, 'commitment'>, { catalogue }: Rulebook) =>
  catalogue.find(({ id }) => id === commitment)?.dischargedBy ?? [];

/** Something that can be told, and how a form says that it was. */
export interface ThingToTell {
  readonly trigger: string;
  readonly value: string;
}

/** By telling what something that is owed is met; undefined: by telling nothing. `triggers`: what made each of a case owed. */
export function tellingOf(
  owed: Pick<ToldObligation, 'commitment' | 'trigger' | 'obligationId'>,
  book: Rulebook,
  triggers: ReadonlyMap<string, string>,
): ThingToTell | undefined {
  const tells = waysToMeet(owed, book).find(({ by }) => by === 'tells');
  if (!tells) return undefined;
  const trigger = 'trigger' in tells && tells.trigger ? tells.trigger : owed.trigger;
  const isMilestone = trigger === owed.trigger && milestoneTypes(book.catalogue).has(trigger);
  return { trigger, value: isMilestone ? `${toldMilestone}${triggers.get(owed.obligationId)}` : trigger };
}
