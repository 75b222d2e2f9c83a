import { z } from 'zod';

const pathShape = z.array(z.union([z.string(), z.number()]));
const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: pathShape.optional(),
        extensions: z.looseObject({ code: z.string() }),
      }),
    )
    .optional(),
});

/** Failures that say of themselves: not now. Any other code, or none, says something about the data. */
const PASSING = ['UNAVAILABLE', 'TIMEOUT'];
/** Words that no caller may read. */
const INTERNAL = /127\.0\.0\.1|localhost|ECONN|EPIPE|socket|postgres|select |\.ts:|at async/i;

type Path = readonly (string | number)[];

const startsWith = (path: Path, start: Path) => start.every((step, at) => path[at] === step);

/** An error stands for its field, for what is below it, and for what had to become null above it. */
const explains = (error: Path, missing: Path) => startsWith(missing, error) || startsWith(error, missing);

/**
 * Where an answer says something else than what is true; null where it does not. What is missing must be null and
 * have an error that says why; nothing may be told that is not so.
 */
export function disagreement(answer: unknown, truth: unknown): string | null {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) return `no GraphQL answer: ${JSON.stringify(answer)?.slice(0, 300)}`;
  const { data, errors = [] } = parsed.data;
  for (const { message, extensions } of errors) {
    if (!PASSING.includes(extensions.code)) return `error ${extensions.code}: ${message}`;
    if (INTERNAL.test(message)) return `an error tells what is inside: ${message}`;
  }
  if (data === undefined || data === null) return errors.length > 0 ? null : 'no data and no error';
  return differs(
    data,
    truth,
    errors.map(({ path }) => path ?? []),
    [],
  );
}

function differs(told: unknown, truth: unknown, errors: readonly Path[], path: Path): string | null {
  const place = path.join('.');
  if (told === null && truth !== null)
    return errors.some((error) => explains(error, path)) ? null : `${place} is null without a reason`;
  if (typeof truth !== 'object' || truth === null || typeof told !== 'object' || told === null)
    return Object.is(told, truth)
      ? null
      : `${place} is ${JSON.stringify(told)} and should be ${JSON.stringify(truth)}`;
  const [given, expected] = [Object.entries(told), new Map(Object.entries(truth))];
  if (given.length !== expected.size)
    return `${place} has ${given.length} parts and should have ${expected.size}`;
  for (const [key, value] of given) {
    if (!expected.has(key)) return `${place}.${key} should not be there`;
    const step = Array.isArray(told) ? Number(key) : key;
    const found = differs(value, expected.get(key), errors, [...path, step]);
    if (found !== null) return found;
  }
  return null;
}
