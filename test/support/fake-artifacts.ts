import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'

/** The results service of GitHub as far as @actions/artifact 6 needs it to upload: twirp and an Azure block blob. */
export interface FakeArtifacts extends AsyncDisposable {
  /** ACTIONS_* for jobs. */
  readonly env: Readonly<Record<string, string>>
  /** What was uploaded and finalized, by name: the bytes of a zip. */
  readonly artifacts: ReadonlyMap<string, Buffer>
}

/** Starts a service on a port of its own. @param onArtifact called when one is there, before the uploader hears of it. */
export async function fakeArtifacts(onArtifact: () => void = () => undefined): Promise<FakeArtifacts> {
  const artifacts = new Map<string, Buffer>()
  const blobs = new Map<string, Map<string, Buffer>>()
  const whole = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin)
    const body = await bodyOf(request)
    const [, method] = /ArtifactService\/(\w+)$/.exec(url.pathname) ?? []
    if (method !== undefined) {
      const {name = ''} = JSON.parse(body.toString()) as {readonly name?: string}
      const blob = `${origin}/devstoreaccount1/artifacts/${name}`
      if (method === 'FinalizeArtifact') {
        artifacts.set(name, whole.get(name) ?? Buffer.alloc(0))
        onArtifact()
      }
      const reply =
        method === 'CreateArtifact' ? {ok: true, signed_upload_url: `${blob}?sig=secret`} : {ok: true, artifact_id: '7'}
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reply))
      return
    }
    const name = url.pathname.split('/').at(-1) ?? ''
    const blocks = blobs.get(name) ?? new Map<string, Buffer>()
    blobs.set(name, blocks)
    const kind = url.searchParams.get('comp')
    if (kind === 'block') blocks.set(url.searchParams.get('blockid') ?? '', body)
    else if (kind === 'blocklist') {
      const ids = [...body.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(([, id = '']) => id)
      whole.set(name, Buffer.concat(ids.map((id) => blocks.get(id) ?? Buffer.alloc(0))))
    } else whole.set(name, body)
    response.writeHead(201).end()
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const claims = Buffer.from(JSON.stringify({scp: 'Actions.Results:run-id:job-id'})).toString('base64url')
  return {
    env: {ACTIONS_RESULTS_URL: `${origin}/`, ACTIONS_RUNTIME_TOKEN: `e30.${claims}.x`},
    artifacts,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
