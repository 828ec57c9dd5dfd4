import fc from '../../node_modules/fast-check/lib/fast-check.js';

/** The same draws in every run, so that a commit is judged twice alike. Others are asked for by SEED. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 2006) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default fc;
