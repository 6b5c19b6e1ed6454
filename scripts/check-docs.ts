import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryFiles } from './repository-files.ts';
import { root } from './terminal.ts';

const problems: string[] = [];
const pages = await repositoryFiles('.md');
const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** pnpm's own commands that the docs use. */
const PNPM_COMMANDS = new Set(['install', 'add', 'exec', 'run', 'approve-builds', 'dlx']);

for (const { file, text } of pages) {
  await checkLinks(file, text);
  for (const [, command = ''] of text.matchAll(/(?:^|[`$(\s])pnpm(?:@\d+)? ([a-z][a-z:-]*)/gm)) {
    if (!(command in scripts) && !PNPM_COMMANDS.has(command))
      problems.push(`${file}: there is no \`pnpm ${command}\``);
  }
}
await checkDependencies();

if (problems.length > 0) {
  process.stdout.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}

/** Links within the repository lead somewhere, headings included. */
async function checkLinks(file: string, text: string): Promise<void> {
  for (const [, target = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [place = '', anchor] = target.split('#');
    const to = place === '' ? file : path.join(path.dirname(file), place);
    if (!(await exists(to))) problems.push(`${file}: the link to ${target} leads nowhere`);
    else if (anchor !== undefined && to.endsWith('.md') && !(await anchorsOf(to)).has(anchor)) {
      problems.push(`${file}: ${to} has no heading for #${anchor}`);
    }
  }
}

function withoutCode(text: string): string {
  return text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
}

function exists(file: string): Promise<boolean> {
  return access(path.join(root, file)).then(
    () => true,
    () => false,
  );
}

/** Headings as GitHub turns them into anchors. */
async function anchorsOf(file: string): Promise<Set<string>> {
  const headings = (await readFile(path.join(root, file), 'utf8')).matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** docs/dependencies.md gives a reason for each direct dependency, and for nothing else. */
async function checkDependencies(): Promise<void> {
  const used = new Set<string>();
  for (const { text } of await repositoryFiles('package.json')) {
    const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
    for (const kind of ['dependencies', 'devDependencies']) {
      for (const name of Object.keys(manifest[kind] ?? {}))
        if (!name.startsWith('@topheavy/')) used.add(name);
    }
  }
  const page = await readFile(path.join(root, 'docs/dependencies.md'), 'utf8').catch(() => '');
  const explained = new Set([...page.matchAll(/^\| `([^`]+)` *\|/gm)].map(([, name = '']) => name));
  for (const name of used)
    if (!explained.has(name)) problems.push(`docs/dependencies.md: give the reason for ${name}`);
  for (const name of explained)
    if (!used.has(name)) problems.push(`docs/dependencies.md: ${name} is not used`);
}
