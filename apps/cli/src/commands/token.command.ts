import { roles } from '@kept-informed/access';
import { Command, Option } from 'commander';
import { answerAt } from '../answer-at.js';

/** `kept-informed token`: a token of the built-in sign-in, for trying the API. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('Print a token from the built-in sign-in of a running Kept Informed')
    .addOption(new Option('--role <role>', 'whose token').choices(roles).default('desk'))
    .option('--url <url>', 'where it runs', 'http://127.0.0.1:3000')
    .action(print)
    .addHelpText(
      'after',
      `
  TOKEN=$(npx kept-informed token --role desk)
  curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:3000/api/v1/obligations`,
    );
}

async function print({ role, url }: { role: string; url: string }): Promise<void> {
  process.stdout.write(`${await tokenOf(url, role)}\n`);
}

/** A token of the built-in sign-in of a running product. Throws where it gives none. */
export async function tokenOf(url: string, role: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`demo-${role}:demo`).toString('base64')}`;
  const answer = await answerAt(url, '/oidc/token', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  if (!answer.ok) throw new Error(`${url} gave no token (${answer.status}). Is its built-in sign-in on?`);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}
