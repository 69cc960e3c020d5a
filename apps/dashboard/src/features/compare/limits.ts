/** More curves than that can't be told apart. */
export const MOST_COMPARED = 20;
