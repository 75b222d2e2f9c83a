/**
 * Waits for checks that run side by side: signatures are checked by the platform's own threads. Which of several
 * refusals comes out is decided by the order of the checks, never by which was quicker.
 */
export async function together<T>(checks: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(checks);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
