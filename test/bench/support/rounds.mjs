/**
 * Asks every contestant in turn, round after round, so that a machine that gets slower or busier does so for all of them.
 * The first round warms up and does not count. Answers the figures of each by name: its own, and those that it measured
 * beside it.
 */
export async function inRounds(contestants, rounds) {
  const figures = {};
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, ask] of Object.entries(contestants)) {
      const answer = await ask();
      const named = typeof answer === 'number' ? { [name]: answer } : answer;
      if (round === 0) continue;
      for (const [each, figure] of Object.entries(named)) (figures[each] ??= []).push(figure);
    }
  return figures;
}

/**
 * How often `work` is done per second, by so many at once, over so many seconds and at most so many times. `work` answers
 * how much it did.
 */
export async function perSecond(work, { atOnce, seconds = Infinity, times = Infinity }) {
  const began = performance.now();
  const until = began + seconds * 1000;
  let begun = 0;
  let done = 0;
  const one = async () => {
    while (begun < times && performance.now() < until) {
      begun += 1;
      // Not `done += await …`, which would read the sum before the wait and forget what the others added meanwhile.
      const did = await work();
      done += did;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (done * 1000) / (performance.now() - began);
}
