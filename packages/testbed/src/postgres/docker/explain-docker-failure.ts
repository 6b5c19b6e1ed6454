const withoutDocker = 'set POSTGRES=embedded to run without Docker';

/** Turns what Docker and Testcontainers say into what to do; their words follow, and are the cause. */
export function explainDockerFailure(error: unknown, image: string, said: readonly string[]): Error {
  const words = error instanceof Error ? error.message : String(error);
  const log = said.slice(-10).join('\n');
  return new Error(`${advice(`${words}\n${log}`, image)}\n${words}${log && `\nIts last words:\n${log}`}`, {
    cause: error,
  });
}

function advice(words: string, image: string): string {
  if (/no space left/i.test(words)) {
    return `Docker has no space left to start ${image}: free some (docker system prune), or ${withoutDocker}.`;
  }
  if (/working container runtime strategy|EACCES|permission denied.*docker/i.test(words)) {
    return `Docker does not let this user start containers: join the group "docker" or set DOCKER_HOST, or ${withoutDocker}.`;
  }
  if (/ryuk/i.test(words)) {
    return `Testcontainers' cleaning container Ryuk does not start: unset TESTCONTAINERS_RYUK_DISABLED to do without it, or ${withoutDocker}.`;
  }
  if (/pull|no such image|not found|manifest|registry|denied|lookup|timeout.*exceeded/i.test(words)) {
    return `The image ${image} is not on this machine and cannot be pulled: set POSTGRES_IMAGE to one that is (docker images), or ${withoutDocker}.`;
  }
  return `The container of ${image} did not start: see below, or ${withoutDocker}.`;
}
