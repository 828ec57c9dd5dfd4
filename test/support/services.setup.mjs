import { randomBytes } from 'node:crypto';
import { makeLogIns } from './log-ins.mjs';
import { unpackedChromium } from './chromium.mjs';
import { startServices } from './services.mjs';

/** Once per jest run, before any worker starts; the workers inherit what is put into process.env here. */
export default async function setup() {
  const services = await startServices();
  process.env.KI_TEST_PG = services.postgres;
  process.env.KI_TEST_FOLDER = services.dir;
  // Names the databases of this run, so that two runs can share one server (TEST_PG_URL).
  process.env.KI_TEST_RUN = randomBytes(4).toString('hex');
  await makeLogIns(services.postgres);
  const chromium = await unpackedChromium();
  if (chromium) process.env.KI_TEST_CHROMIUM = chromium;
  if (services.redis) process.env.KI_TEST_REDIS = services.redis;
  else delete process.env.KI_TEST_REDIS;
  globalThis.keptInformedServices = services;
}
