export function asyncApi(): object {
  return {};
}
