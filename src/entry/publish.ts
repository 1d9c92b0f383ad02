import * as core from '@actions/core'
import {exitCodeOf, findingsOf} from '../report/findings.ts'
import type {Report} from '../report/report.ts'
import {logGroups} from '../report/log-lines.ts'
import {summarize} from '../report/summary.ts'

/** A step's summary may have 1 MiB, or none of it is shown: FileCommandManager.cs, AttachmentSizeLimit. */
const summaryLimit = 1024 * 1024

const annotate = {notice: core.notice, warning: core.warning, error: core.error}

/** Report → log, annotations, step summary, exit code. */
export async function publish(report: Report): Promise<void> {
  for (const {title, lines} of logGroups(report, core.isDebug())) {
    core.startGroup(title)
    for (const line of lines) core.info(line)
    core.endGroup()
  }
  for (const {level, title, message} of findingsOf(report)) annotate[level](message, {title})
  process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(report))
  try {
    await core.summary.addRaw(summarize(report, summaryLimit), true).write()
  } catch (error) {
    core.info(`The step summary could not be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
