import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/order.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/temporary-folder.ts"],
    setupFiles: ["test/support/properties.ts", "test/support/story-claims.ts"],
    // Only what hangs takes as long, even where other work on the machine lets a process start in half a minute.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // test/process starts child processes; more workers than cores only makes them wait on each other.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // No module works at import or is replaced, so that a worker can load each once for all its files.
    isolate: false,
  },
});
