import type { Page } from 'playwright-core';

/*
 * How a page lies on a screen, judged by what holds in any browser on any machine: where boxes are, not which pixels they have.
 * axe looks at names, roles and colours; it passed a form whose boxes lay over their labels.
 */

/** Runs in the page. Everything that is seen as boxes: lines of text, and what can be used, radios and checkboxes as drawn. */
const measuring = `(() => {
  const place = (element) => {
    const name = element.tagName.toLowerCase();
    const words = (element.innerText || element.value || element.name || '').trim().replace(/\\s+/g, ' ').slice(0, 40);
    return name + (element.id ? '#' + element.id : '') + (words ? ' “' + words + '”' : '');
  };
  // What is read out alone: made as small as a dot, by whatever of it is around.
  const unseen = new Set([...document.body.querySelectorAll('*')].filter((one) => getComputedStyle(one).clipPath === 'inset(50%)'));
  const isReadAlone = (element) => { for (let one = element; one; one = one.parentElement) if (unseen.has(one)) return true; return false; };
  const isSeen = (element) => !isReadAlone(element) &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
    !element.closest('.govuk-skip-link, [hidden], title, desc, option, optgroup');
  const boxes = [];
  const add = (element, kind, { left, top, right, bottom }, by) => {
    if (right - left > 1 && bottom - top > 1) boxes.push({ element, kind, left, top, right, bottom, by });
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element)) continue;
    if (element.matches('.govuk-radios__label, .govuk-checkboxes__label')) {
      // The box is drawn beside its words, where the real one lies without being seen.
      const drawn = getComputedStyle(element, '::before');
      const from = element.offsetParent === element.parentElement ? element.parentElement : element;
      const around = (element.contains(from) ? element : from).getBoundingClientRect();
      const [left, top] = [around.left + parseFloat(drawn.left), around.top + parseFloat(drawn.top)];
      add(element, 'drawn', { left, top, right: left + parseFloat(drawn.width), bottom: top + parseFloat(drawn.height) });
    }
    if (element.matches('input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, button, .govuk-button, .desk-tile'))
      add(element, 'control', element.getBoundingClientRect());
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const size = parseFloat(getComputedStyle(element).fontSize);
      for (const line of range.getClientRects()) {
        // Of a line the middle: fonts differ in how much they leave above and below.
        const middle = (line.top + line.bottom) / 2;
        add(element, 'text', { left: line.left, right: line.right, top: middle - size * 0.35, bottom: middle + size * 0.35 });
      }
    }
  }
  return { boxes, place, isSeen };
})()`;

/** What lies over something else, is cut off, is too small to read, or reaches out of the page. */
const faults = `(() => {
  const { boxes, place, isSeen } = ${measuring};
  const found = new Set();
  const slack = 1.5;
  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;
  const isWithin = (a, b) => a.element !== b.element && (a.element.contains(b.element) || b.element.contains(a.element));
  const ordered = [...boxes].sort((a, b) => a.top - b.top);
  ordered.forEach((a, index) => {
    for (let next = index + 1; next < ordered.length && ordered[next].top < a.bottom; next += 1) {
      const b = ordered[next];
      if ((a.kind === 'text' && b.kind === 'text' && a.element === b.element) || isWithin(a, b)) continue;
      // Words of a control are its own.
      if (a.element === b.element && (a.kind === 'control' || b.kind === 'control')) continue;
      if (overlap(a, b)) found.add(place(a.element) + ' lies over ' + place(b.element));
    }
  });
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll('*')].filter((one) => isSeen(one) && one.getBoundingClientRect().right > width + 1);
    found.add('the page is ' + document.documentElement.scrollWidth + ' wide and not ' + width + ', by ' + (wide.length ? place(wide.at(-1)) : 'nothing seen'));
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element)) continue;
    const style = getComputedStyle(element);
    const isCut = (axis, size) => element['scroll' + size] > element['client' + size] + 1 && ['hidden', 'clip'].includes(style['overflow' + axis]);
    if (isCut('X', 'Width') || isCut('Y', 'Height')) found.add(place(element) + ' is cut off');
    // What scrolls by itself is reached by keys and says what it is.
    if (element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(style.overflowX) && !element.matches('input, textarea'))
      if (!(element.tabIndex === 0 && element.getAttribute('aria-label'))) found.add(place(element) + ' scrolls and cannot be reached by keys');
  }
  for (const { element, kind } of boxes)
    if (kind === 'text' && parseFloat(getComputedStyle(element).fontSize) < 16) found.add(place(element) + ' is smaller than 16 px');
  return [...found];
})()`;

/** What is wrong with how the page lies in a window of a width; a desk's screen at 200 % is one of half its width. */
export async function misplacedAt(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  const found = (await page.evaluate(faults)) as string[];
  return found.map((one) => `at ${width}: ${one}`);
}

/** Whether these stand in one row: each begins above where the one before it ends. */
export const areInOneRow = (page: Page, ...selectors: readonly string[]): Promise<boolean> =>
  page.evaluate(
    `(() => { const all = ${JSON.stringify(selectors)}.flatMap((one) => [...document.querySelectorAll(one)])
      .map((one) => one.getBoundingClientRect()).filter(({ height }) => height > 0);
      return all.every(({ top }) => all.every(({ bottom }) => top < bottom)); })()`,
  );

/**
 * Where the Tab key leads through the page, and what is wrong with that: something that it never reaches, that comes out of
 * its order, that is not seen when it is reached, or that holds whoever came to it.
 */
export async function lostByKeys(page: Page): Promise<string[]> {
  const count = (await page.evaluate(`(() => {
    const { place, isSeen } = ${measuring};
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
      .filter((one) => !one.disabled && (isSeen(one) || one.matches('.govuk-skip-link')) && !(one.closest('details:not([open])') && !one.matches('summary')));
    const groups = new Set();
    // Of radios of one name Tab reaches the chosen one, or the first.
    const stops = all.filter((one) => {
      if (one.type !== 'radio') return true;
      const key = (one.form ? [...document.forms].indexOf(one.form) : '') + one.name;
      const chosen = all.find((other) => other.type === 'radio' && other.name === one.name && other.form === one.form && other.checked);
      if (groups.has(key)) return false;
      if (chosen && chosen !== one) return false;
      return groups.add(key);
    });
    // How something is drawn; of a radio or checkbox, and of a summary, beside or inside it.
    const drawn = (one) => [getComputedStyle(one), ...[...(one.labels ?? [])].map((label) => getComputedStyle(label, '::before'))]
      .concat([...one.querySelectorAll('*')].map((inside) => getComputedStyle(inside)))
      .map((s) => [s.outlineColor.endsWith(', 0)') ? '' : s.outlineStyle + s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor].join()).join();
    const unfocused = new Map(stops.map((one) => [one, drawn(one)]));
    const walked = [];
    document.addEventListener('focusin', ({ target }) => {
      const { width, height } = target.getBoundingClientRect();
      if (walked.at(-1)?.target === target) return;
      walked.push({ target, isSeen: width > 1 && height > 1 && (drawn(target) !== unfocused.get(target) || target.matches('.govuk-skip-link')) });
    });
    // From the beginning, wherever a script has put who reads.
    document.body.tabIndex = -1;
    document.body.focus();
    walked.length = 0;
    window.walk = { stops, walked, place };
    // A date has a place for its day, its month, its year and its calendar.
    return stops.length + 3 * stops.filter(({ type }) => type === 'date').length;
  })()`)) as number;
  for (let press = 0; press < count; press += 1) await page.keyboard.press('Tab');
  return page.evaluate(`(() => {
    const { stops, walked, place } = window.walk;
    const wrong = stops.flatMap((stop, index) => walked[index]?.target === stop ? [] :
      [place(stop) + ' comes after ' + (walked[index] ? place(walked[index].target) : 'nothing')]).slice(0, 3);
    return [...wrong, ...walked.flatMap(({ target, isSeen }) => isSeen ? [] : [place(target) + ' is not seen to be reached'])];
  })()`);
}
