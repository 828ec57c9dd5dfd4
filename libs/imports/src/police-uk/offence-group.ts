/** A crime type of the data as offence groups are written: in kebab case, `violence-and-sexual-offences`. */
export function offenceGroupOf(crimeType: string): string {
  return crimeType
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
