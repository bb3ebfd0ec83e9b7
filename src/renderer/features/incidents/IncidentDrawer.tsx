import { Drawer } from '@mantine/core'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import type { Incident } from '../../../shared/model'
import { IncidentMark } from '../../parts/IncidentMark'
import { useReturnFocus } from '../../parts/use-return-focus'
import { texts } from '../../texts'
import { IncidentDetail } from './IncidentDetail'
import styles from './IncidentDetail.module.css'

/** The details over the list, where there is no room beside it. */
export default function IncidentDrawer({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  useReturnFocus()
  return (
    <Drawer
      opened
      returnFocus={false}
      onClose={onClose}
      position="right"
      size={480}
      title={
        <>
          <IncidentMark incident={incident} />
          <span className={styles.name}>{incident.title}</span>
        </>
      }
      closeButtonProps={{ 'aria-label': texts.detail.close }}
      classNames={{ title: styles.title ?? '', header: styles.header ?? '', body: styles.body ?? '' }}
    >
      <IncidentDetail incident={incident} titled={false} />
    </Drawer>
  )
}
