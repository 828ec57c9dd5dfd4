/** What a parameter means wherever its own class does not say it better. */
const meanings: Readonly<Record<string, string>> = {
  owner: 'Staff id of whom the case belongs to; `-`: nobody.',
  team: 'Id of a team of the force; `-`: none.',
  bcu: 'Name of a basic command unit; `-`: none.',
  lpt: 'Name of a local policing team; `-`: none.',
  status: 'In this status alone.',
  state: 'In this state alone.',
  sort: 'In which order.',
  rung: 'Of this rung of the ladder alone.',
  channel: 'By this way alone.',
  commitment: 'Id of a promise of the catalogue.',
  edition: 'Edition of a Code or standard.',
  year: 'Of which year.',
  id: 'Which one.',
  position: 'Of a fact in the store, as answers and events tell it.',
};

/** `caseId`: the id of the case. */
export function meaningOf(name: string): string | undefined {
  const thing = /^([a-z][A-Za-z]*)Id$/.exec(name)?.[1];
  return (
    meanings[name] ?? (thing && `The id of the ${thing.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`)
  );
}
