import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { HttpAnswer } from './client.ts';
import type { DeclaredAnswer, OpenApiDocument, Operation } from './openapi-document.ts';

export type Conformance = (operation: Operation, answer: HttpAnswer) => void;

type Compiler = { readonly ajv: Ajv2020; readonly byText: Map<string, ValidateFunction> };

/**
 * By the text of the components: the next API in the same process has the same, and compiling them took a
 * third of the time from its start to the end of its first test.
 */
const compilers = new Map<string, Compiler>();

/**
 * Holds every answer of the API to its own document: status, headers, content type and body. Throws, and so
 * fails the test that got the answer. Schemas are compiled when first needed.
 */
export function createConformance(document: OpenApiDocument): Conformance {
  const { ajv, byText } = compilerOf(document);
  const validators = new WeakMap<object, ValidateFunction>();

  const validatorOf = (schema: object): ValidateFunction => {
    const known = validators.get(schema);
    if (known !== undefined) return known;
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/');
    const compiled = byText.get(text) ?? ajv.compile(JSON.parse(text) as object);
    byText.set(text, compiled);
    validators.set(schema, compiled);
    return compiled;
  };

  return (operation, answer) => {
    const { operationId, responses } = operation;
    const label = `${operationId} answered ${answer.status}`;
    const response =
      responses[String(answer.status)] ?? (answer.status >= 500 ? responses['default'] : undefined);
    if (answer.status === 304 && responses['200'] !== undefined) return;
    if (response === undefined) {
      throw new Error(
        `${label}, which the document does not declare (${Object.keys(responses).join(', ')}): ${JSON.stringify(answer.body)}`,
      );
    }
    requireHeaders(label, response, answer);
    if (response.content === undefined) {
      if (answer.body !== '' && answer.body !== undefined)
        throw new Error(`${label} with a body; the document declares none.`);
      return;
    }
    const contentType = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
    const media = response.content[contentType];
    if (media === undefined) {
      throw new Error(
        `${label} as ${contentType || 'nothing'}; the document declares ${Object.keys(response.content).join(', ')}.`,
      );
    }
    const validate = validatorOf(media.schema);
    if (!validate(answer.body)) {
      throw new Error(
        `${label} with a body that the document does not allow: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(answer.body)}`,
      );
    }
  };
}

/** What a client goes by that is in no body. */
const NEVER_SILENT = ['etag', 'location'];

/** Headers that the document declares are there, and those that lead on are declared. */
function requireHeaders(label: string, response: DeclaredAnswer, { headers }: HttpAnswer): void {
  const declared = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
  const missing = declared.filter((name) => headers[name] === undefined);
  if (missing.length > 0) throw new Error(`${label} without the headers ${missing.join(', ')}.`);
  const silent = NEVER_SILENT.filter((name) => headers[name] !== undefined && !declared.includes(name));
  if (silent.length > 0)
    throw new Error(`${label} with ${silent.join(', ')}, which the document does not declare.`);
}

function compilerOf({ components = {} }: OpenApiDocument): Compiler {
  const text = JSON.stringify(components);
  const known = compilers.get(text);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', components });
  // Most answers have the schema of another one as well: problems, and a noun that several operations show.
  const compiler = { ajv, byText: new Map<string, ValidateFunction>() };
  compilers.set(text, compiler);
  return compiler;
}
