/** Kept over reloads; the script in `app.html` reads it before the first paint. */
const KEY = 'caretrail.theme';

type Theme = 'light' | 'dark';
export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
type ThemeChoice = (typeof THEME_CHOICES)[number];

const DARK = matchMedia('(prefers-color-scheme: dark)');

function kept(): ThemeChoice {
  const set = document.documentElement.dataset['theme'];
  return set === 'dark' || set === 'light' ? set : 'system';
}

class Appearance {
  #choice = $state<ThemeChoice>(kept());
  #system = $state<Theme>(DARK.matches ? 'dark' : 'light');

  constructor() {
    DARK.addEventListener('change', ({ matches }) => {
      this.#system = matches ? 'dark' : 'light';
    });
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }
  set choice(choice: ThemeChoice) {
    this.#choice = choice;
    const { dataset } = document.documentElement;
    if (choice === 'system') delete dataset['theme'];
    else dataset['theme'] = choice;
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // Storage may be switched off: the choice then lasts for this page.
    }
  }

  get theme(): Theme {
    return this.#choice === 'system' ? this.#system : this.#choice;
  }

  flip(): void {
    this.choice = this.theme === 'dark' ? 'light' : 'dark';
  }
}

export const appearance = new Appearance();
