export { default as QueryEditor } from './QueryEditor.svelte';
