import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { median } from './support/report.mjs';

const entry = fileURLToPath(new URL('../../dist/apps/cli/src/main.js', import.meta.url));
const asked = 30;
/** Of the demo: who has cases, and who answers for them. */
const [officer, supervisor] = ['pc-1031', 'sgt-2003'];
/** What the pages add to their queries is measured on as many rows as a page shows at most. */
const rowsShown = 150;

/**
 * The desk as `npm start` gives it, on the full demo, of one person at a time: milliseconds from the question to the first byte
 * of the answer, kilobytes as they travel, milliseconds of processor time that making a page's HTML and packing it takes, and
 * seconds from start on a fresh home to the first page. DESK_HOME names a home that has the full demo already.
 */
export async function bench({ built }) {
  const renderer = await plainRenderer(built);
  const home = process.env.DESK_HOME ?? mkdtempSync(join(tmpdir(), 'kept-informed-bench-desk-'));
  const running = await start(home, ['--demo', 'full']);
  const stop = async () => {
    await running.stop();
    if (!process.env.DESK_HOME) rmSync(home, { recursive: true, force: true });
  };
  const ready = await signedIn(running.url).catch(async (error) => {
    await stop();
    throw error;
  });
  const { desk, board, caseId } = ready;
  const pages = {
    'My work': [desk, '/my-work'],
    Case: [desk, `/cases/${caseId}`],
    Board: [board, '/board'],
    Workload: [board, '/board/workload'],
    Excusals: [board, '/board/excusals'],
  };
  return {
    title: `Pages of the desk on the full demo, the median of ${asked}`,
    unit: 'ms to the first byte',
    contestants: {
      ...Object.fromEntries(
        Object.entries(pages).map(([name, [ask, path]]) => [name, () => measured(name, ask, path)]),
      ),
      'My work, ms of processor time that the page adds': () => rendering(renderer),
      'seconds from start on a fresh home to the first page': untilFirstPage,
    },
    targets: [
      { of: 'My work', over: 50, atMost: 1 },
      { of: 'Case', over: 50, atMost: 1 },
      ...Object.keys(pages).map((name) => ({ of: `${name}, KB packed`, over: 100, atMost: 1 })),
      { of: 'My work, ms of processor time that the page adds', over: 10, atMost: 1 },
      { of: 'seconds from start on a fresh home to the first page', over: 8, atMost: 1 },
    ],
    close: stop,
  };
}

/** Both, and a case of the officer's. */
async function signedIn(url) {
  const [desk, board] = [await signIn(url, officer), await signIn(url, supervisor)];
  const [, caseId] = /href="\/cases\/([\w-]+)/.exec((await desk('/my-work')).text) ?? [];
  if (!caseId) throw new Error(`${officer} has nothing to do in the demo`);
  return { desk, board, caseId };
}

async function measured(name, ask, path) {
  const answers = [];
  for (let nth = 0; nth < asked; nth += 1) answers.push(await ask(path));
  const { status, bytes } = answers.at(-1);
  if (status !== 200) throw new Error(`${path} was answered ${status}`);
  return { [name]: median(answers.map(({ ms }) => ms)), [`${name}, KB packed`]: bytes / 1024 };
}

/** Somebody of the demo, signed in as a browser is; answers what they ask for, and how long it took to its first byte. */
async function signIn(url, person) {
  const cookies = new Map();
  const ask = async (path, body) => {
    const at = new URL(path, url);
    const { answer, ms, packed } = await answered(at, { body, cookies, origin: url });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
    const { location } = answer.headers;
    if (location) return ask(new URL(location, at).href);
    const text = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(packed).toString() : packed.toString();
    return { status: answer.statusCode, ms, text, bytes: packed.length };
  };
  const { text } = await ask('/');
  const [, action] = /action="([^"]+)"/.exec(text) ?? [];
  if (!action) throw new Error('The sign-in shows nobody to choose');
  await ask(action.replaceAll('&amp;', '&'), new URLSearchParams({ person }).toString());
  return ask;
}

/** By hand: what Node calls `fetch` says that it is no browser's window, which is then not led to sign in. */
async function answered(at, { body, cookies, origin }) {
  const headers = {
    cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
    'accept-encoding': 'gzip',
    origin,
    ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const began = performance.now();
  const sent = request(at, { method: body ? 'POST' : 'GET', headers }).end(body);
  const [answer] = await once(sent, 'response');
  const ms = performance.now() - began;
  return { answer, ms, packed: Buffer.concat(await answer.toArray()) };
}

/** The product on a home; answers once it does. */
async function start(home, args = []) {
  const child = spawn(process.execPath, [entry, 'start', '--port', '0', '--home', home, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  return { url: JSON.parse(line).url, stop };
}

async function untilFirstPage() {
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-desk-'));
  const began = performance.now();
  const running = await start(home);
  try {
    // A page that everybody may see.
    const answer = await fetch(`${running.url}/accessibility`);
    if (!answer.ok) throw new Error(`The first page was answered ${answer.status}`);
    await answer.text();
    return (performance.now() - began) / 1000;
  } finally {
    await running.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The product's renderer without a server around it. */
async function plainRenderer(built) {
  const [{ PageRenderer }, { myWorkPage }, { Writers }, { DirectoryHolder, demoForceFile }, { fixedClock }] =
    await Promise.all([
      built('apps/desk/src/frame/page-renderer.js'),
      built('apps/desk/src/my-work/my-work-page.js'),
      built('apps/desk/src/frame/writers.js'),
      built('libs/directory/src/index.js'),
      built('libs/calendar/src/index.js'),
    ]);
  const addresses = { styles: '/assets/desk.css', script: '/assets/desk.js', icon: '/assets/icon.svg' };
  const renderer = new PageRenderer({
    assets: { addresses },
    clock: fixedClock('2026-11-27T14:05:00Z'),
    directory: new DirectoryHolder(demoForceFile()),
    writers: new Writers([Buffer.alloc(32, 1)]),
    isStrict: false,
  });
  return () =>
    renderer.html(
      myWorkPage.with(busyModel()),
      { path: '/my-work', session: {}, params: {} },
      { locals: { nonce: 'abc' } },
    );
}

/** Milliseconds of processor time of one page of a busy person, HTML and packing. */
function rendering(html) {
  const began = process.cpuUsage();
  for (let nth = 0; nth < asked; nth += 1) gzipSync(html());
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000 / asked;
}

function busyModel() {
  const row = (index) => ({
    obligationId: `o-${index}`,
    caseId: `c-${index}`,
    participantId: `p-${index}`,
    reference: `CR/${index}/26`,
    name: 'Siân O’Neill',
    title: 'Told that the suspect was arrested',
    dueInWords: 'Overdue by 3 days',
    dueOn: '2026-11-27',
    tone: 'red',
    attempts: 2,
    lastAttempt: '2026-11-27T14:05:00.000Z',
  });
  const rows = Array.from({ length: rowsShown / 3 }, (_, index) => row(index));
  return {
    lists: ['overdue', 'today', 'week'].map((bucket) => ({ bucket, title: bucket, count: rows.length, rows })),
    isWhole: false,
    next: null,
    isCut: false,
    promised: [],
    alerts: { count: 0, rows: [] },
    aside: { count: 0, rows: [] },
    recorded: null,
    done: null,
    alertForms: { sent: { alertId: '', does: 'plan', note: '', days: '1', key: 'key' }, faults: [], aside: [] },
  };
}
