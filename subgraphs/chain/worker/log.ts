/** Where the worker reports; a pino logger is one. Fields hold ids, sizes and codes, never values of records. */
export interface WorkerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
