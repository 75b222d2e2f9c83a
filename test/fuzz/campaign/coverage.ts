import { Session } from 'node:inspector/promises';

/** Tells which blocks of the project's own code ran, as V8 counts them. */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  static async start(): Promise<Coverage> {
    const coverage = new Coverage();
    coverage.#session.connect();
    await coverage.#session.post('Profiler.enable');
    await coverage.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return coverage;
  }

  /** Blocks known so far. */
  get size(): number {
    return this.#seen.size;
  }

  /** Blocks that ran since this was asked last, by place and by how often (in powers of two); the known ones left out. */
  async fresh(): Promise<readonly string[]> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    return result
      .filter(
        ({ url }) =>
          url.startsWith('file:') && !url.includes('/node_modules/') && !url.includes('/test/fuzz/'),
      )
      .flatMap(({ scriptId, functions }) =>
        functions.flatMap(({ ranges }) =>
          ranges
            .filter(({ count }) => count > 0)
            .map(({ startOffset, count }) => `${scriptId}.${startOffset}.${31 - Math.clz32(count)}`),
        ),
      )
      .filter((block) => !this.#seen.has(block));
  }

  know(blocks: readonly string[]): void {
    for (const block of blocks) this.#seen.add(block);
  }
}
