import { HttpError } from './http-error.ts';

/** Content types of an answer (GraphQL over HTTP, "Accept"). */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** Ranges looked at in an Accept header: an honest client names a few. */
const MOST_RANGES = 20;

function ranges(accept: string): readonly Range[] {
  return accept
    .split(',', MOST_RANGES)
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((item) => item.trim().toLowerCase());
      const quality = parameters.find((item) => item.startsWith('q='))?.slice(2);
      return { type, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
}

/** The type to answer in; JSON where the caller takes anything. Throws 406 if it takes neither. */
export function answerType(accept: string | undefined): AnswerType {
  if (accept === undefined) return 'application/json';
  for (const { type } of ranges(accept)) {
    if (type === 'application/graphql-response+json') return type;
    if (['application/json', 'application/*', '*/*'].includes(type)) return 'application/json';
  }
  throw new HttpError(406, 'Answers are application/graphql-response+json or application/json.');
}
