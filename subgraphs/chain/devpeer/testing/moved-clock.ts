/** Loaded before a program by `--import`: its clock is so many milliseconds ahead. */
const ahead = Number(process.env['MOVED_CLOCK'] ?? 0);
const RealDate = Date;

class MovedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [MovedDate.now()] : given) as [number]));
  }

  static override now(): number {
    return RealDate.now() + ahead;
  }
}

globalThis.Date = MovedDate as DateConstructor;
