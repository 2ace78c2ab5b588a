/** What the catalog knows of a service: written by synth, and the team adds to it. */
export const CATALOG_PATH = 'catalog-info.yaml';
