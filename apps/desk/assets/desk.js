// What makes the pages faster. Everything works without it.
import { Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll } from 'govuk-frontend';

for (const component of [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) createAll(component);

const isTyping = ({ target }) => target.closest('input, textarea, select, [contenteditable]') !== null;
const keysAreOff = document.body.dataset.keys === 'off';

// Where one can go, with the keys for it; g is pressed before the letter of a page.
const keys = document.getElementById('keys');
document.getElementById('keys-close')?.addEventListener('click', () => keys.close());
let isGoing = false;
const goesMs = 1_500;

document.addEventListener('keydown', (event) => {
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && event.key === 'Enter') {
    // The form that is being filled in, by its own button; else the one that the page is for.
    const form = event.target.closest('form') ?? document;
    form.querySelector('[data-default-button]')?.click();
    return;
  }
  if (keysAreOff || event.altKey) return;
  if (isControl && event.key === 'k' && keys) {
    event.preventDefault();
    if (!keys.open) keys.showModal();
    document.getElementById('go-box')?.focus();
    return;
  }
  if (isControl || isTyping(event)) return;
  if (event.key === '?' && keys) {
    event.preventDefault();
    if (!keys.open) keys.showModal();
    return;
  }
  const aim = document.querySelector(`[data-${isGoing ? 'go' : 'key'}="${CSS.escape(event.key)}"]`);
  isGoing = event.key === 'g' && !isGoing;
  if (isGoing) setTimeout(() => (isGoing = false), goesMs);
  if (!aim) return;
  event.preventDefault();
  if (aim.matches('a, button')) aim.click();
  else aim.focus();
});

// Whoever does nothing is signed out: that is told two minutes before, and can be put off. What a page asks for by itself puts it off too.
let heardAt = Date.now();
const ending = document.getElementById('time-out');
if (ending) {
  const [beforeMs, openedAt] = [120_000, Date.now()];
  const { idle, longest } = ending.dataset;
  const endsAt = () => Math.min(heardAt + idle * 1_000, openedAt + longest * 1_000);
  const warn = () => {
    const leftMs = endsAt() - Date.now();
    ending.hidden = longest <= 0 || leftMs > beforeMs || leftMs <= 0;
  };
  document.getElementById('stay').addEventListener('click', async () => {
    const answer = await fetch('/home').catch(() => undefined);
    if (answer?.ok) heardAt = Date.now();
    warn();
  });
  setInterval(warn, 5_000);
}

// Tells what will come of a form while it is filled in, a moment after somebody stopped: what is known already is not said again.
const place = document.getElementById('foreseen');
function foreseeing(form, address, { bodyOf, isEnough = () => true }) {
  const afterMs = 400;
  let [soon, asked] = [];
  const ask = async () => {
    asked?.abort();
    if (!isEnough()) return;
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: bodyOf(new FormData(form)),
        signal,
        redirect: 'error',
      });
      const html = answer.ok ? (await answer.text()).trim() : '';
      if (place.dataset.told !== html) place.innerHTML = html;
      place.dataset.told = html;
    } catch (error) {
      if (error.name !== 'AbortError') place.textContent = '';
    }
  };
  form.addEventListener('input', ({ target }) => {
    // A note changes nothing of what comes of it.
    if (target.matches('textarea')) return;
    clearTimeout(soon);
    soon = setTimeout(ask, afterMs);
  });
}

// What an attempt leaves out is taken away.
const log = document.querySelector('form[data-foreseen]');
if (log) {
  const attempts = new Set(['no-answer', 'voicemail', 'third-party', 'refused', 'returned']);
  const reached = () => log.elements.namedItem('reached')?.value ?? '';
  const fit = () => {
    for (const told of log.querySelectorAll('[data-told]')) told.hidden = attempts.has(reached());
  };
  foreseeing(log, log.dataset.foreseen, {
    bodyOf: (fields) => new URLSearchParams(fields),
    isEnough: () =>
      log.querySelector('[name="who[]"]:checked') && log.querySelector('[name=how]:checked') && reached() !== '',
  });
  log.addEventListener('change', fit);
  fit();
}

const asking = document.querySelector('button[data-foreseen]');
if (asking)
  foreseeing(asking.form, asking.dataset.foreseen, {
    bodyOf: (fields) => new URLSearchParams([...fields, ['do', 'watch']]),
  });

// Keeps what is typed, a moment after it was, so that whoever comes back finds it.
const draft = document.querySelector('[data-draft]');
if (draft) {
  const { form } = draft;
  const afterMs = 800;
  const state = form.querySelector('[data-draft-state]');
  const words = {
    204: 'What you type is kept for a day. Nothing is recorded before you send it.',
    401: 'You have been signed out. Go on and send it: you will sign in, and find here what you typed.',
  };
  const tell = (text) => state.textContent !== text && (state.textContent = text);
  let [soon, asked] = [];
  const forget = () => {
    clearTimeout(soon);
    soon = undefined;
    asked?.abort();
  };
  const keep = async (keepalive = false) => {
    forget();
    asked = new AbortController();
    const { signal } = asked;
    const body = new URLSearchParams(new FormData(form));
    try {
      const { status } = await fetch(draft.dataset.draft, { method: 'POST', body, signal, keepalive });
      if (status === 204) heardAt = Date.now();
      tell(words[status] ?? 'What you type cannot be kept just now.');
    } catch (error) {
      if (error.name !== 'AbortError') tell('What you type cannot be kept just now.');
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(soon);
    soon = setTimeout(keep, afterMs);
  });
  // Whoever goes elsewhere within that moment takes nothing away; what is sent, or not wanted, is no draft any more.
  document.addEventListener('visibilitychange', () => document.hidden && soon !== undefined && keep(true));
  document.addEventListener('submit', ({ target }) => (target === form || target.id === 'drop-draft') && forget());
}

// The board asks every few seconds whether anything changed; it says how old it is, and when it is not live any more.
const rows = document.querySelector('[data-live]');
if (rows) {
  const everyMs = 5_000;
  const staleMs = 20_000;
  const state = document.getElementById('live-state');
  const pause = document.getElementById('pause');
  const show = document.getElementById('show-changes');
  let [heard, isPaused, waiting] = [Date.now(), false, null];

  const tell = (text) => state.textContent !== text && (state.textContent = text);
  const age = () => Math.round((Date.now() - heard) / 1_000);
  const tellAge = () => {
    const isStale = Date.now() - heard > staleMs;
    document.getElementById('live').classList.toggle('desk-live--stale', isStale && !isPaused);
    if (isPaused) tell(`Paused. This is how it was ${age()} seconds ago.`);
    else if (isStale) tell(`Not live: nothing was heard for ${age()} seconds. What you see may be out of date.`);
    else tell('Live.');
  };
  const put = (html) => {
    rows.innerHTML = html;
    waiting = null;
    show.hidden = true;
  };
  // Whoever is in the middle of choosing must not have it taken from under their hands.
  const isInUse = () => rows.contains(document.activeElement) || rows.querySelector(':checked') !== null;
  const ask = async () => {
    if (isPaused || document.hidden) return;
    try {
      const address = new URL(rows.dataset.live, location.href);
      address.searchParams.set('position', rows.dataset.position);
      const answer = await fetch(address, { signal: AbortSignal.timeout(everyMs * 2), redirect: 'error' });
      if (answer.status === 200) {
        rows.dataset.position = answer.headers.get('x-position');
        waiting = await answer.text();
        if (isInUse()) show.hidden = false;
        else put(waiting);
      }
      if (answer.ok) heard = heardAt = Date.now();
    } catch {
      // It is told by its age.
    }
  };
  pause.hidden = false;
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.textContent = isPaused ? 'Go on with updates' : 'Pause updates';
    tellAge();
  });
  show.addEventListener('click', () => {
    put(waiting);
    rows.focus();
  });
  setInterval(tellAge, 1_000);
  setInterval(ask, everyMs);
  document.addEventListener('visibilitychange', ask);
  tellAge();
}
