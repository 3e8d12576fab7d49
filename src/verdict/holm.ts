/** A test and the level it is held against once it is adjusted. */
export interface LeveledTest {
  readonly p: number;
  readonly level: number;
}

/**
 * Holm's step-down correction: whatever the dependence between the tests, the chance of even one false rejection stays
 * at the level. Where levels differ, the tests are ordered by p in proportion to level. In the order given, never above 1.
 */
export function holmAdjust(tests: readonly LeveledTest[]): number[] {
  const ratios = tests.map(({ p, level }) => p / level);
  const order = ratios.map((_, index) => index);
  order.sort((a, b) => (ratios[a] ?? 0) - (ratios[b] ?? 0));
  const adjusted = new Array<number>(tests.length).fill(1);
  let floor = 0;
  order.forEach((index, rank) => {
    floor = Math.max(floor, (tests.length - rank) * (ratios[index] ?? 0));
    adjusted[index] = Math.min(1, floor * (tests[index]?.level ?? 1));
  });
  return adjusted;
}
