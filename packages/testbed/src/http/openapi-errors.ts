/**
 * What is wrong with a document by the OpenAPI specification of the version that it names: its shape,
 * each schema in it, references that lead nowhere. Empty when it is sound.
 */
export async function openApiErrors(document: Readonly<Record<string, unknown>>): Promise<string[]> {
  // Only one test needs it, and it compiles the schemas of all OpenAPI versions.
  const { Validator } = await import('@seriousme/openapi-schema-validator');
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  if (valid) return [];
  return typeof errors === 'string'
    ? [errors]
    : (errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
