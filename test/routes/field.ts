/** `field` with a dot lies in the object before it; `undefined` stands for the field left out. */
export function withField(
  body: Record<string, unknown>,
  field: string,
  value: unknown,
): Record<string, unknown> {
  const [outer = "", inner] = field.split(".");
  if (inner === undefined) return { ...body, [outer]: value };
  return { ...body, [outer]: { ...(body[outer] as object), [inner]: value } };
}
