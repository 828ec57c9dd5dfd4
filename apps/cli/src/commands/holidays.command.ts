import { textOf } from '@kept-informed/runtime';
import { Command } from 'commander';
import { answerAt } from '../answer-at.js';
import { tokenOf } from './token.command.js';

interface HolidaysFlags {
  url: string;
  token?: string;
  calledOff?: string;
}

/** `kept-informed holidays`: drafts a calendar from a holiday feed, over the API and so by somebody with a name. */
export function holidaysCommand(): Command {
  return new Command('holidays')
    .description('Draft a calendar from gov.uk’s bank-holidays.json; somebody else activates it')
    .argument('<file>', 'the feed as it was downloaded')
    .option('--called-off <dates>', 'holidays ahead that the feed no longer has on purpose, separated by commas')
    .option('--url <url>', 'where it runs', 'http://127.0.0.1:3000')
    .option('--token <token>', 'of an administrator; of the built-in sign-in if left out')
    .action(load)
    .addHelpText(
      'after',
      `
A feed that is cut short, reduced or odd is refused: everything that is wrong is told on standard error, the exit code
is 1 and the calendar in force stays. The answer is one line of JSON with what would be added and called off.`,
    );
}

async function load(file: string, { url, token, calledOff }: HolidaysFlags): Promise<void> {
  const feed = textOf(file);
  const authorization = `Bearer ${token ?? (await tokenOf(url, 'admin'))}`;
  const versions = '/api/v1/calendar/versions';
  const seen = await answerOf(await answerAt(url, versions, { headers: { authorization } }));
  const etag = seen.headers.get('etag') ?? '';
  const query = calledOff === undefined ? '' : `?calledOff=${encodeURIComponent(calledOff)}`;
  const headers = { authorization, 'content-type': 'application/json', 'if-match': etag };
  const drafted = await answerOf(
    await answerAt(url, `${versions}/drafts/feed${query}`, { method: 'POST', headers, body: feed }),
  );
  process.stdout.write(`${drafted.text}\n`);
}

/** The answer's text. Throws what is wrong, line by line, where it is refused. */
async function answerOf(answer: Response): Promise<{ headers: Headers; text: string }> {
  const text = await answer.text();
  if (answer.ok) return { headers: answer.headers, text };
  const { title = answer.statusText, errors = [] } = problemIn(text);
  throw new Error(
    [`${title} (${answer.status})`, ...errors.map(({ pointer, detail }) => `  ${pointer} ${detail}`)].join('\n'),
  );
}

function problemIn(text: string): { title?: string; errors?: { pointer: string; detail: string }[] } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
