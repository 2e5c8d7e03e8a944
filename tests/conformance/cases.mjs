export function fixedCases() {
  return [];
}
