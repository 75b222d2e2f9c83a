/** How a stage of the test command ended. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

function number(report: object, member: string): number {
  const value: unknown = Reflect.get(report, member);
  if (typeof value !== 'number') throw new Error(`The test report has no ${member}`);
  return value;
}

/** Reads vitest's JSON report. A run that failed with no failed test (a broken file, a leaked error) counts one. */
export function countVitest(json: string, ok: boolean): Count {
  const report: unknown = JSON.parse(json);
  if (typeof report !== 'object' || report === null) throw new Error('The test report is no object');
  const failed = number(report, 'numFailedTests');
  return {
    passed: number(report, 'numPassedTests'),
    failed: ok ? failed : Math.max(failed, 1),
    skipped: number(report, 'numPendingTests') + number(report, 'numTodoTests'),
  };
}
