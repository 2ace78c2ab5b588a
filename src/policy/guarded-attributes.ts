/** Attributes of AWS resources that decide whether a control holds. They must be known, and Terraform must keep them as they are written. */
export const GUARDED_ATTRIBUTES: ReadonlySet<string> = new Set([]);
