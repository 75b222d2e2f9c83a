export { default as ReviewForm } from './ReviewForm.svelte';
