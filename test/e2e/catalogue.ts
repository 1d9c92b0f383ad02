const numbered = (letter: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${letter}${number}`)

/** The rows of the fault catalogue, reliability notes, sections 7A to 7E, for which there is something to be tested. */
export const rows: readonly string[] = [
  ...numbered('A', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 21, 22, 23, 25, 26, 27, 30, 31]),
  ...numbered('B', [1, 2, 4, 5, 6, 7, 10, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]),
  ...numbered('B', [30, 31, 32, 33]),
  ...numbered('G', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 19, 20]),
  ...numbered('D', [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 17]),
  ...numbered('E', [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 18]),
]

/** Why a row has no test: there is nothing yet to which it could happen, or it cannot be made to happen here. */
export const notInjectable: Readonly<Record<string, string>> = {
  B31: 'the memory that QEMU shares with virtiofsd is a memfd, which has no name',
  B32: 'main makes no loop device and no mount yet; test/process/resource-loop.test.ts and resource-mount.test.ts hold the kinds',
  B33: 'main makes no cgroup',
  E18: 'main makes no rule of a firewall',
}

/** Rows that are held by a test whose name says it in words: its file, and a part of that name. */
export const heldBy: Readonly<Record<string, readonly [file: string, name: string]>> = {
  A1: ['crash/matrix.test.ts', 'main at every record, post at every record'],
  A3: ['crash/matrix.test.ts', 'the keeper at every record, then main'],
  A4: ['e2e/interrupted.test.ts', 'is out within 5 s when the job is cancelled during boot'],
  A7: ['e2e/interrupted.test.ts', 'run twice at the same time goes down the ladder once'],
  A8: ['crash/matrix.test.ts', 'main at every record, post at every record'],
  A9: ['e2e/interrupted.test.ts', 'finds its VM by its owner when the state is'],
  A10: ['e2e/interrupted.test.ts', 'finds its VM by its owner when the state is'],
  G5: ['e2e/panic.test.ts', "'G5', 'while main waits for it'"],
  G20: ['e2e/panic.test.ts', "'G20', 'before it can tell QEMU'"],
  D5: ['process/obtain-content.test.ts', 'D5: a web page'],
  D10: ['process/obtain-content.test.ts', 'D10: a tar archive with a path that leads out'],
}
