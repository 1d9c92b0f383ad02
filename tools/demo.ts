/** `npm run demo`: builds the guest and plays one job with this action, as GitHub's runner would. */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {buildMicroGuest} from '../test/guest/build.ts'
import {guestPrograms, installMissing} from '../test/support/packages.ts'
import {playJob} from '../test/support/runner/play-job.ts'
import {actionCopy, microInputs} from '../test/support/vm-job.ts'

installMissing(guestPrograms)
const guest = await buildMicroGuest({
  progress: (line) => {
    console.log(line)
  },
})
const root = mkdtempSync(join(tmpdir(), 'qemu-vm-demo-'))
try {
  const job = await playJob({
    root,
    giveUpMs: 900_000,
    steps: [
      {
        kind: 'uses',
        id: 'vm',
        action: actionCopy(join(root, 'action')),
        with: {...microInputs(guest), accelerator: 'auto'},
      },
      {
        kind: 'run',
        id: 'in-the-guest',
        shell: 'guest {0}',
        script: 'uname -a\necho "::error::what a guest prints is text, not a command"\nuptime\n',
      },
    ],
    onLine: ({step, stage, text}) => {
      console.log(`${`${step} ${stage}`.padEnd(18)}| ${text}`)
    },
  })
  console.log('\nAnnotations')
  for (const {level, title, message} of job.annotations()) console.log(`  ${level}: ${title ?? ''}: ${message}`)
  console.log('\nStep summaries')
  for (const {summary} of job.stages) if (summary !== '') console.log(summary)
  console.log(`Job: ${job.status}`)
  process.exitCode = job.status === 'success' ? 0 : 1
} finally {
  rmSync(root, {recursive: true, force: true})
}
