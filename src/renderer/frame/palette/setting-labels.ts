import type { SectionId } from '../../../shared/places'
import { texts } from '../../texts'

const { probing, watch, costs, alerts, fleet, api, appearance, startup } = texts.settings

/** Settings that can be gone to by themselves: fields that are there whatever else is set, by the words beside them. */
export const settingLabels: Readonly<Record<SectionId, readonly string[]>> = {
  services: [],
  watch: [watch.folder],
  checks: [],
  probing: [probing.localEvery, probing.remoteEvery, probing.deadline, probing.failAfter, probing.recoverAfter, probing.diskWarn, probing.gap, probing.proofOfWork, probing.selfHeals, probing.fuse],
  costs: [costs.cpuPrice, costs.processes, costs.country, costs.overlay, costs.zone, costs.budget, costs.burn, costs.anomalies],
  alerts: [alerts.quietUse],
  fleet: [fleet.url, fleet.agentName],
  api: [api.port, api.address],
  appearance: [appearance.theme],
  startup: [startup.openAtLogin],
  data: [],
  about: [],
}
