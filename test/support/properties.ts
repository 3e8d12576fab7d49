/** Properties try the same values in every run; `SEED=<number> npm test` tries others. */
import fc from "fast-check";

const { SEED } = process.env;
fc.configureGlobal({ seed: SEED === undefined ? 20_260_501 : Number(SEED) });
