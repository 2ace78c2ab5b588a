/** An amount of memory or storage as the API server writes it itself, so that what is stored is what was sent. */
export function mebibytes(count: number): string {
  return count > 0 && count % 1024 === 0 ? `${count / 1024}Gi` : `${count}Mi`;
}
