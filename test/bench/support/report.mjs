import { availableParallelism, cpus, loadavg } from 'node:os';

export function median(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What was measured, on what: a figure without its machine says little. */
export function machine() {
  return { node: process.version, cores: availableParallelism(), processor: cpus()[0]?.model, load: loadavg()[0] };
}

export function summary({ title, unit, targets = [] }, figures) {
  const medians = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, median(all)]));
  return {
    title,
    unit,
    medians,
    figures,
    targets: targets.map((target) => ({ ...target, ...judge(target, medians) })),
  };
}

function judge({ of, over, atLeast, atMost }, medians) {
  const ratio = medians[of] / (typeof over === 'number' ? over : medians[over]);
  return { ratio, met: (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost) };
}

export function print({ title, unit, medians, figures, targets }) {
  console.log(`\n${title} (${unit})`);
  console.table(
    Object.fromEntries(
      Object.entries(figures).map(([name, all]) => [
        name,
        { median: short(medians[name]), lowest: short(Math.min(...all)), highest: short(Math.max(...all)) },
      ]),
    ),
  );
  for (const { of, over, atLeast, atMost, ratio, met } of targets) {
    const wanted = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
    console.log(`${met ? 'met   ' : 'MISSED'} ${of} is ${ratio.toFixed(2)} times ${over} (target: ${wanted})`);
  }
}

const short = (figure) => (figure >= 100 ? Math.round(figure) : Number(figure.toPrecision(3)));
