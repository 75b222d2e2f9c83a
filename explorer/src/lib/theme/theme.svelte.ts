/** Kept over reloads; the script in `app.html` reads it before the first paint. */
const KEY = 'caretrail.theme';

type Theme = 'light' | 'dark';

const followed = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

class Appearance {
  theme = $state<Theme>(document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');

  constructor() {
    if (document.documentElement.dataset['theme'] === undefined) this.theme = followed();
  }

  flip(): void {
    this.theme = this.theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = this.theme;
    try {
      localStorage.setItem(KEY, this.theme);
    } catch {
      // Storage may be switched off: the choice then lasts for this page.
    }
  }
}

export const appearance = new Appearance();
