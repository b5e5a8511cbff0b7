/** Whether two lists of causes are equal, each by identity: then what was made of them still stands. */
export function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
