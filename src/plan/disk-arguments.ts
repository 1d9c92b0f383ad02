import type {DiskFile, DiskSpec, NvmeOptions} from './devices.ts'

/** The words for the disks: JSON where a path occurs; the rest is made of names that the parser has let through. */
export function diskArguments(disks: readonly DiskSpec[], files: readonly DiskFile[]): readonly string[] {
  const controllers = controllersOf(disks)
  const hasScsi = disks.some(({bus}) => bus === 'scsi')
  return [
    ...(hasScsi ? ['-device', 'virtio-scsi-pci,id=scsi'] : []),
    ...controllers.flatMap(controllerWords),
    ...disks.flatMap((disk, index) => {
      const file = files[index]
      return file === undefined ? [] : [...blockWords(disk, file, index), '-device', deviceOf(disk, index, controllers)]
    }),
  ]
}

const nodeOf = (index: number): string => `disk${index}`

function blockWords({source}: DiskSpec, {path, format}: DiskFile, index: number): readonly string[] {
  const isReadOnly = source.kind === 'file' && source.access === 'read-only'
  const node = {
    driver: format,
    'node-name': nodeOf(index),
    ...(isReadOnly ? {'read-only': true} : {discard: 'unmap'}),
    file: {driver: 'file', filename: path, ...(isReadOnly ? {} : {discard: 'unmap'})},
  }
  return ['-blockdev', JSON.stringify(node)]
}

function deviceOf({bus, serial, nvme}: DiskSpec, index: number, controllers: readonly Controller[]): string {
  const drive = `drive=${nodeOf(index)}`
  const marked = serial === undefined ? drive : `${drive},serial=${serial}`
  switch (bus) {
    case 'virtio':
      return `virtio-blk-pci,${marked}`
    case 'scsi':
      return `scsi-hd,bus=scsi.0,${marked}`
    case 'nvme': {
      const controller = controllers.find(({disks}) => disks.includes(index))
      return ['nvme-ns', `bus=${controller?.id ?? ''}`, drive, ...optionsOf(nvme?.onNamespace ?? {})].join(',')
    }
  }
}

/** One that has the namespaces of the disks with these numbers. */
interface Controller {
  readonly id: string
  readonly serial: string
  readonly options: NvmeOptions
  readonly subsystem: NvmeOptions
  readonly disks: readonly number[]
}

/** In the order of their first namespaces. What any line says about a controller counts. */
function controllersOf(disks: readonly DiskSpec[]): readonly Controller[] {
  const numbered = disks.flatMap((disk, index) => (disk.bus === 'nvme' ? [{disk, index}] : []))
  const groups = Map.groupBy(numbered, ({disk, index}) => disk.nvme?.controller ?? index)
  return [...groups.values()].map((group, number) => {
    const id = `nvme${number}`
    return {
      id,
      serial: group.find(({disk}) => disk.serial !== undefined)?.disk.serial ?? `qemu-vm-${id}`,
      options: Object.assign({}, ...group.map(({disk}) => disk.nvme?.onController)) as NvmeOptions,
      subsystem: Object.assign({}, ...group.map(({disk}) => disk.nvme?.onSubsystem)) as NvmeOptions,
      disks: group.map(({index}) => index),
    }
  })
}

function controllerWords({id, serial, options, subsystem}: Controller): readonly string[] {
  const inSubsystem = Object.keys(subsystem).length > 0
  const own = [`id=${id}`, `serial=${serial}`, ...(inSubsystem ? [`subsys=${id}-subsys`] : []), ...optionsOf(options)]
  return [
    ...(inSubsystem ? ['-device', ['nvme-subsys', `id=${id}-subsys`, ...optionsOf(subsystem)].join(',')] : []),
    ...['-device', ['nvme', ...own].join(',')],
  ]
}

const optionsOf = (options: NvmeOptions): readonly string[] =>
  Object.entries(options).map(([name, value]) => `${name}=${value}`)
