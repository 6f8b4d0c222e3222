import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";

const elsewhere: Record<string, string> = {
  e2e: "the browser tests: npm run test:e2e (needs Chromium)",
};

/** Says at the end what was skipped and how to run it; with FAIL_ON_SKIP=1 a skipped test fails the run (conformance alone may be absent). */
export default class Skipped implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const state = (wanted: string) => tests.filter((test) => test.result().state === wanted);
    const skipped = state("skipped");
    for (const test of skipped) console.log(`skipped: ${test.fullName}${reasonOf(test)}`);
    const projects = new Set(this.#vitest?.projects.map((project) => project.name));
    if (projects.has("integration")) console.log(`not run here: the other DynamoDB engine: npm run test:engines (needs Java)`);
    for (const [project, how] of Object.entries(elsewhere))
      if (!projects.has(project) && projects.has("unit")) console.log(`not run here: ${how}`);
    console.log(`${state("passed").length} passed, ${state("failed").length} failed, ${skipped.length} skipped`);
    const allowed = (test: TestCase) => process.env.CONFORMANCE_ABSENT === "1" && test.fullName.includes("conformance:");
    if (process.env.FAIL_ON_SKIP === "1" && skipped.some((test) => !allowed(test))) process.exitCode = 1;
  }
}

const reasonOf = (test: TestCase): string => {
  const result = test.result();
  return result.state === "skipped" && result.note ? ` (${result.note})` : "";
};
