import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    coverage: { provider: "v8", include: ["lib/**", "functions/**", "events/**"], reporter: ["text-summary", "lcovonly"] },
    reporters: ["default", "./test/skipped.ts"],
    projects: [
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], pool: "threads", isolate: false, sequence: { groupOrder: 0 } } },
      {
        test: {
          name: "infra",
          include: ["test/infra/**/*.test.ts"],
          pool: "threads",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["test/integration/engine.ts"],
          pool: "forks",
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          pool: "forks",
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
