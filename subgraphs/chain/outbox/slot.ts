/**
 * A place on the ledger that one VALID transaction fills: a checkpoint of a log by its size, or a submission of a lane
 * by its number. What fills a slot may need several transactions, one after another, of which one comes through.
 */
export interface Slot {
  /** What is written in order and by one worker at a time: a log's name, or `call/consent/lakeside`. */
  readonly lane: string;
  /** Rises within the lane. */
  readonly number: number;
}
