/** A database as a developer states it, in as few words as there are. */
export const ARTICLE = `apiVersion: platform.iqs.io/v1alpha1
kind: PostgresInstance
metadata:
  name: orders-db
spec:
  size: small          # small | medium | large
  environment: prod
  team: team-payments
`;
