import { between } from '../simulate/chance.js';
import type { Story } from './story.js';

const REPLY = { purpose: 'reply', method: 'email', outcome: 'delivered', route: 'unknown' } as const;

/** Anti-social behaviour: neighbours who are told how it goes. */
export const incident: Story = ({ opens, days, chance }) => {
  const matter = opens('incident', between(10, 55, chance), 'anti-social-behaviour');
  const victim = matter.joins('victim', 'standard');
  matter.joins('witness');
  matter.tells(victim, days.after(matter.openedAt, 21));
  if (chance() < 0.5) matter.closes('resolved', days.after(matter.openedAt, 30));
};

/** A letter is answered within ten working days. */
export const letter: Story = ({ opens, days, chance }) => {
  const enquiry = opens('enquiry', between(18, 45, chance));
  const enquirer = enquiry.joins('enquirer');
  enquiry.isAskedBy(enquirer, 'letter', enquiry.openedAt);
  const answered = days.workingDaysAfter(enquiry.openedAt, 6);
  enquiry.tells(enquirer, answered, { ...REPLY, method: 'letter' });
  enquiry.closes('answered', answered);
};

/** A letter that nobody has answered yet. */
export const letterOpen: Story = ({ opens, chance }) => {
  const enquiry = opens('enquiry', between(4, 25, chance));
  enquiry.isAskedBy(enquiry.joins('enquirer'), 'letter', enquiry.openedAt);
};

/** Feedback with a reply requested, which comes within ten days. */
export const replied: Story = ({ opens, days, chance }) => {
  const matter = opens('feedback', between(14, 50, chance));
  const giver = matter.joins('feedback-giver');
  const feedbackId = matter.isGivenFeedback(giver, 'service-complaint', true, matter.openedAt);
  matter.tells(giver, days.after(matter.openedAt, 1), { ...REPLY, purpose: 'acknowledgement', feedbackId });
  matter.tells(giver, days.workingDaysAfter(matter.openedAt, 5), { ...REPLY, feedbackId });
};

/** Feedback with a reply requested, which came after the ten days or has not come. */
export const replyLate: Story = ({ opens, days, chance }) => {
  const matter = opens('feedback', between(13, 40, chance));
  const giver = matter.joins('feedback-giver');
  const feedbackId = matter.isGivenFeedback(giver, 'dissatisfaction', true, matter.openedAt);
  if (chance() < 0.5) matter.tells(giver, days.after(matter.openedAt, 14), { ...REPLY, feedbackId });
};

/** Thanks, and nothing is owed for it. */
export const compliment: Story = ({ opens, chance }) => {
  const matter = opens('feedback', between(1, 60, chance));
  matter.isGivenFeedback(matter.joins('feedback-giver'), 'compliment', false, matter.openedAt);
};

/** A reply was asked for some days later, and then was no longer wanted. */
export const withdrawn: Story = ({ opens, days, chance }) => {
  const matter = opens('feedback', between(20, 50, chance));
  const feedbackId = matter.isGivenFeedback(matter.joins('feedback-giver'), 'comment', false, matter.openedAt);
  matter.isAskedToReply(feedbackId, days.after(matter.openedAt, 3));
  matter.replyIsNoLongerWanted(feedbackId, days.after(matter.openedAt, 7));
};
