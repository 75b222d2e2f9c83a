import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  // The hub sets the content security policy as a header: it hashes the inline scripts of `build/200.html`.
  plugins: [
    sveltekit({
      adapter: adapter({ fallback: '200.html', precompress: true }),
      compilerOptions: { runes: true },
    }),
  ],
  worker: { format: 'es' },
});
