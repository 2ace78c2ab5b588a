/** What the API server refuses by itself before it asks any policy: a part of its message, with why an example is refused so. */
export const REFUSED_BEFORE: Record<string, string> = {
};
