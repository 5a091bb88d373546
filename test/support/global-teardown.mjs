/** After the last test file: the throwaway PostgreSQL goes, and all databases with it. */
export default async function globalTeardown() {
  await globalThis.kongsiTestServer?.stop();
}
