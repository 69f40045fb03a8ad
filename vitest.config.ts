import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/chromium.ts'],
    // The pages are built once and clicked through in a real browser, on two slow cores too.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
