import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  // The catalogue of sentences lies beside the pages, for everybody who speaks to people.
  server: { fs: { allow: ['../..'] } },
  // Inlined files would need `data:` in the content security policy.
  build: { assetsInlineLimit: 0 },
});
