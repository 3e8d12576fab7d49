import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Short files that take long: they try something in many ways, or wait for processes. */
const LONG =
  /\/(?:contract\/(?:service\/emulator|matrix\/matrix)|mutants\/\w+|process\/[\w-]+|repo\/self-test)\.test\.ts$/u;

/**
 * The long ones first, or the last of them keeps one worker busy when the other has nothing left. Vitest knows how long a
 * file took where it has run before, and goes by its size elsewhere, as in continuous integration.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
