// What makes the pages faster. Everything works without it.
import { Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll } from 'govuk-frontend';

for (const component of [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) createAll(component);

const isTyping = ({ target }) => target.closest('input, textarea, select, [contenteditable]') !== null;
const keysAreOff = document.body.dataset.keys === 'off';

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    // The form that is being filled in, by its own button.
    const form = event.target.closest('form');
    form?.querySelector('[data-default-button]')?.click();
    return;
  }
  if (keysAreOff || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const aim = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!aim) return;
  event.preventDefault();
  if (aim.matches('a, button')) aim.click();
  else aim.focus();
});

// Tells what a contact will meet while it is being filled in, and takes away what an attempt leaves out.
const log = document.querySelector('form[data-foreseen]');
if (log) {
  const attempts = new Set(['no-answer', 'voicemail', 'third-party', 'refused', 'returned']);
  const place = document.getElementById('outcome');
  let asked;
  const reached = () => log.elements.namedItem('reached')?.value ?? '';
  const fit = () => {
    for (const told of log.querySelectorAll('[data-told]')) told.hidden = attempts.has(reached());
  };
  const foresee = async () => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const body = new URLSearchParams(new FormData(log));
    try {
      const answer = await fetch(log.dataset.foreseen, { method: 'POST', body, signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== 'AbortError') place.textContent = '';
    }
  };
  let soon;
  log.addEventListener('change', () => {
    fit();
    clearTimeout(soon);
    const isEnough =
      log.querySelector('[name="who[]"]:checked') && log.querySelector('[name=how]:checked') && reached();
    if (isEnough) soon = setTimeout(foresee, 250);
  });
  fit();
}
