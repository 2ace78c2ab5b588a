/** Which of DORA's yardsticks is held to the numbers. */
export type Edition = 'quickcheck-2025' | '2024' | '2023' | '2021';

export const EDITIONS: readonly Edition[] = ['quickcheck-2025', '2024', '2023', '2021'];
