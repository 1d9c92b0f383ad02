/** QEMU's key=value options end a value at a comma; two commas stand for one (V18). */
export const keyed = (value: string): string => value.replaceAll(',', ',,')
