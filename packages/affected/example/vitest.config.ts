import { affected } from '@topheavy/affected/plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [affected()],
  test: { include: ['test/**/*.spec.ts'] },
});
