import { announce } from '#lib/components/Frame/announce.svelte.ts';
import { language } from '#lib/words/language.svelte.ts';

/** Milliseconds for which a button says that it has copied. */
const SHOWN = 2_000;

/** Copies to the clipboard and says so for a while, to the eye and to a screen reader. */
export class Copying {
  copied = $state(false);

  async copy(value: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      return; // The clipboard may be closed to the page; what is to be copied can be selected.
    }
    this.copied = true;
    announce(language.words.states.copied);
    setTimeout(() => {
      this.copied = false;
    }, SHOWN);
  }
}
