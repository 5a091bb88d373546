import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  // The catalogue of sentences lies beside the pages, for everybody who speaks to people.
  server: { fs: { allow: ['../..'] } },
  // Inlined files would need `data:` in the content security policy.
  build: { assetsInlineLimit: 0 },
  // One file holds all the pages need, so that a start reads one file for a thousand; what the server that renders them shares stays outside.
  ssr: { noExternal: true, external: ['react', 'react-dom', 'react-router', '@react-router/node', 'i18next', 'isbot'] },
});
