import { environmentSchema } from '@topheavy/api';

type Variable = {
  readonly description?: string;
  readonly default?: string | number;
  readonly enum?: readonly string[];
};

/** docs/configuration.md, from the schema that reads the environment. */
export function configurationPage(): string {
  const { properties = {}, required = [] } = environmentSchema.toJSONSchema({
    io: 'input',
    unrepresentable: 'any',
  });
  const rows = Object.entries(properties).map(([name, schema]) => {
    const variable = schema as Variable;
    const choices =
      variable.enum === undefined ? '' : `: ${variable.enum.map((one) => `\`${one}\``).join(', ')}`;
    return `| \`${name}\` | ${defaultOf(variable, required.includes(name))} | ${variable.description ?? ''}${choices} |`;
  });
  return `# Configuration

The API is configured by its environment alone, read once at its start. An empty variable counts as not
set. When the environment cannot be used, the process names every variable that is wrong, at once, and
ends with exit code 78 (\`EX_CONFIG\` of sysexits.h) before it opens anything; any other failure to start
ends with 1.

| Variable | Default | What it is |
| --- | --- | --- |
${rows.join('\n')}

\`pnpm start\` sets all that is required, for the fakes and a database of its own;
[docker-compose.yml](../docker-compose.yml) shows the same for containers.
`;
}

function defaultOf(variable: Variable, isRequired: boolean): string {
  if (variable.default !== undefined) return `\`${variable.default}\``;
  return isRequired ? 'required' : 'not set';
}
