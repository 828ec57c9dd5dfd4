import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
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
  const [desk, board] = [await signIn(running.url, officer), await signIn(running.url, supervisor)];
  const [, caseId] = /href="\/cases\/([\w-]+)/.exec((await desk('/my-work')).text) ?? [];
  if (!caseId) throw new Error(`${officer} has nothing to do in the demo`);
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
    close: async () => {
      await running.stop();
      if (!process.env.DESK_HOME) rmSync(home, { recursive: true, force: true });
    },
  };
}

async function measured(name, ask, path) {
  const answers = [];
  for (let nth = 0; nth < asked; nth += 1) answers.push(await ask(path));
  const { status, bytes } = answers.at(-1);
  if (status !== 200) throw new Error(`${path} was answered ${status}`);
  return { [name]: median(answers.map(({ ms }) => ms)), [`${name}, KB packed`]: bytes / 1024 };
}

/** Somebody of the demo, signed in as a browser is; answers what they ask for, and how long it took. */
async function signIn(url, person) {
  const cookies = new Map();
  const ask = async (path, options = {}) => {
    const headers = {
      cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
      'accept-encoding': 'gzip',
      origin: url,
    };
    const began = performance.now();
    const answer = await fetch(new URL(path, url), { redirect: 'manual', headers, ...options });
    const ms = performance.now() - began;
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      cookies.set(name, value);
    }
    const text = await answer.text();
    const to = answer.headers.get('location');
    if (to && answer.status < 400) return ask(new URL(to, new URL(path, url)).href);
    return { status: answer.status, ms, text, bytes: gzipSync(text).length };
  };
  const { text } = await ask('/');
  const [, action] = /action="([^"]+)"/.exec(text);
  await ask(action.replaceAll('&amp;', '&'), { method: 'POST', body: new URLSearchParams({ person }) });
  return ask;
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
    // Where somebody chooses who they are.
    const answer = await fetch(running.url);
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
    alerts: [],
    recorded: null,
    done: null,
    alertForms: { sent: { alertId: '', does: 'plan', note: '', days: '1', key: 'key' }, faults: [], aside: [] },
  };
}
