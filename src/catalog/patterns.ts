/** A pattern of the standards with its placeholders filled in: `{system}-{environment}`. */
export function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (placeholder, key: string) => Object.hasOwn(values, key) ? values[key] : placeholder);
}
