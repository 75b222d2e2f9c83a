export { default as CopyButton } from './CopyButton.svelte';
export { Copying } from './copying.svelte.ts';
