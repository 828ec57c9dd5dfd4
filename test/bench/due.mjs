/**
 * Ten thousand obligations that fall due at the same instant, on both backends of the queue: how long until each is missed
 * and its alert raised.
 */
export async function bench() {
  return { skipped: 'not written yet' };
}
