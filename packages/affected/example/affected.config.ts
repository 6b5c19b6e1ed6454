import { defineAffected } from '@topheavy/affected';

// oxlint-disable-next-line import/no-default-export -- affected loads it by its default export
export default defineAffected({ sources: ['src/**/*.ts', 'test/**/*.ts'] });
