/** The project types that a portal has a form for, and what it shows of each. */
export const FORMS: Readonly<Record<string, { readonly title: string; readonly language: string }>> = {
  'platform-service-py': { title: 'Service in Python', language: 'python' },
  'platform-service-ts': { title: 'Service in TypeScript', language: 'typescript' },
};
