/** The image that the Docker source runs: POSTGRES_IMAGE, else the smallest official one. */
export function postgresImage(env: NodeJS.ProcessEnv): string {
  return env['POSTGRES_IMAGE'] || 'postgres:18-alpine';
}
