import type { SubjectOnCase } from '@kept-informed/case-work';
import { escaped } from '@kept-informed/runtime';

/** The same for a person to read and print. */
export function subjectAccessPage(items: readonly SubjectOnCase[]): string {
  return `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>What is kept of you</title>
<h1>What is kept of you</h1>
${items.map(onCase).join('\n')}
</html>
`;
}

function onCase({ reference, kind, role, person, earlier, earlierRoutes, notes, obligations }: SubjectOnCase): string {
  const { routes = [], participantId: _, characteristics = {}, ...details } = person ?? {};
  const known = Object.entries({ ...details, ...characteristics }).filter(([, value]) => value !== null);
  return `<h2>${escaped(reference)} (${escaped(kind)}, as ${escaped(role)})</h2>
${listOf(
  'Who you are',
  known.map(([name, value]) => `${name}: ${String(value)}`),
)}
${listOf(
  'How you are reached',
  routes.map(({ method, value, safe, ...words }) =>
    [`${method}: ${value}${safe ? '' : ' (unsafe)'}`, words.times, words.say, words.neverSay]
      .filter(Boolean)
      .join('; '),
  ),
)}
${listOf('What was known before', [
  ...earlier.map(({ field, value, replacedAt }) => `${field}: ${value ?? 'nothing'} (until ${replacedAt})`),
  ...earlierRoutes.map(({ method, value, until }) => `${method}: ${value} (until ${until})`),
])}
${listOf(
  'What was noted',
  notes.map(({ kind: what, recordedAt, text }) => `${recordedAt} (${what}): ${text}`),
)}
${listOf(
  'What you were promised',
  obligations.map(({ title, dueOn, status }) => `${title}: ${status}${dueOn ? `, due ${dueOn}` : ''}`),
)}`;
}

function listOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<h3>${title}</h3><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}
