import { defineParams } from '@sveltejs/kit/params';
import { RECORD_TYPES } from '#lib/records/types.ts';
import { isLocale } from '#lib/words/locale.ts';

/** What may stand in a path: any other spelling is a page that does not exist. */
export const params = defineParams({
  locale: (text) => (isLocale(text) ? text : undefined),
  record: (text) => RECORD_TYPES.find((type) => type === text),
});
