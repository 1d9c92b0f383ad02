const numbered = (letter: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${letter}${number}`)

/** Every row of the fault catalogue that issue 3 wants: reliability notes, sections 7A, 7B, 7C, 7E, and of 7D the full disks. */
export const rows: readonly string[] = [
  ...numbered('A', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 21, 22, 23, 25, 26, 27, 30, 31]),
  ...numbered('B', [1, 2, 4, 5, 6, 7, 10, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]),
  ...numbered('B', [30, 31, 32, 33]),
  ...numbered('G', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 19, 20]),
  ...numbered('D', [1, 2, 3, 4, 17]),
  ...numbered('E', [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 18]),
]

/** Why a row has no test: there is nothing yet to which it could happen, or it cannot be made to happen here. */
export const notInjectable: Readonly<Record<string, string>> = {
  B5: "a limit on the memory cgroup of a job here ends processes of the runner as well; the reading of the kernel's counter is tested by itself",
  B18: 'the sandbox that QEMU runs in denies migration to a program, and no input starts a block job',
  B28: 'main starts no helper of QEMU yet (swtpm, virtiofsd); the process resource has tests of its own',
  B29: 'main starts no helper of QEMU yet (swtpm, virtiofsd); the process resource has tests of its own',
  B30: 'main makes no tap yet; test/process/resource-links.test.ts holds the kind',
  B31: 'main gives QEMU no memory in a file yet',
  B32: 'main makes no loop device and no mount yet; test/process/resource-loop.test.ts and resource-mount.test.ts hold the kinds',
  B33: 'main makes no cgroup',
  D4: 'this kernel has no device mapper; io-error as a state of QEMU is row B17, and a disk that refuses writes row D1',
  E18: 'main makes no rule of a firewall',
}
