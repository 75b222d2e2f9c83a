import type { Read } from '../shape/cursor.ts';
import { list, object, orNull, text } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';
import { answerOf } from './ask.ts';
import { type Asker, post } from './post.ts';
import { type Question, question } from './question.ts';
import { readReply } from './reply.ts';

interface Payload<Made> {
  readonly record: Made | null;
  readonly errors: readonly { readonly code: string }[];
}

/** One mutation of the explorer, whose field is called `made` in the answer. */
export type Change<Input, Made> = Question<
  { readonly input: Input },
  { readonly made: Shown<Payload<Made>> }
>;

export const change = <Input, Made>(written: string, record: Read<Made>): Change<Input, Made> =>
  question(
    written,
    object({
      made: shown(object<Payload<Made>>({ record: orNull(record), errors: list(object({ code: text })) })),
    }),
  );

/** The hub did not make a change: by the code of the change's own errors, or of what refused it as a whole. */
export class NotMade extends Error {
  override readonly name = 'NotMade';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Asks the hub to change something, and gives what was made of it. Nothing is cut to the tier: a change is made as it was
 * asked for, or not at all. Throws {@link NotMade}, or `Failure` where the hub gave no answer.
 */
export async function make<Input, Made>(
  asked: Change<Input, Made>,
  input: Input,
  asker: Asker,
): Promise<Made> {
  const reply = readReply(await post(asked.text, { input }, asker, new AbortController().signal));
  const { value, refusal } = answerOf(asked, reply).made;
  const code = refusal?.code ?? value?.errors[0]?.code;
  if (code !== undefined) throw new NotMade(code);
  if (value === null || value.record === null) throw new NotMade('INTERNAL');
  return value.record;
}
