import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { currentTime } from '../../clock'
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '../../parts/icons'
import { PageHead } from '../../parts/PageHead'
import { segments, segmentLooks } from '../../parts/segments'
import { texts } from '../../texts'
import { type Preset, presetOf, presets, presetSpan } from './axis'
import { spanLabel } from './axis-labels'
import type { Camera } from './camera'
import styles from './TimelineHead.module.css'
import { zoomStep } from './timeline-keys'
import { useLooking } from './use-looking'

const words = texts.timeline
const looks = ['chart', 'table'] as const
export type Look = (typeof looks)[number]
const stepPart = 0.5

interface Props {
  camera: Camera
  look: Look
  onLook: (look: Look) => void
  onNote: () => void
}

/** Of when the picture is, and ways to another time. */
export function TimelineHead({ camera, look, onLook, onNote }: Props) {
  const { span, follows } = useLooking(camera)
  return (
    <PageHead title={words.title}>
      <SegmentedControl
        aria-label={words.presetsLabel}
        {...segmentLooks}
        value={presetOf(span) ?? ''}
        data={segments(presets, words.presets, () => undefined)}
        onChange={(preset) => camera.show(presetSpan(preset as Preset, span, currentTime()))}
      />
      <div className={styles.steps}>
        <Step icon={IconChevronLeft} name={words.earlier} tip={words.earlierTip} onClick={() => camera.pan(-stepPart)} />
        <Step icon={IconChevronRight} name={words.later} tip={words.laterTip} off={follows} onClick={() => camera.pan(stepPart)} />
        <Step icon={IconMinus} name={words.wider} tip={words.widerTip} onClick={() => camera.zoom(zoomStep)} />
        <Step icon={IconPlus} name={words.closer} tip={words.closerTip} onClick={() => camera.zoom(1 / zoomStep)} />
      </div>
      <p className={styles.span} data-testid="timeline-span">
        {spanLabel(span)}
      </p>
      <div className={styles.end}>
        {follows ? (
          <span className={styles.live} data-tip={words.followsTip} data-testid="timeline-live">
            {words.follows}
          </span>
        ) : (
          <Button data-tip={words.nowTip} data-testid="timeline-now" onClick={() => camera.toNow()}>
            {words.now}
          </Button>
        )}
        <Button data-tip={words.addNoteTip} data-testid="timeline-add-note" onClick={onNote}>
          {words.addNote}
        </Button>
        <SegmentedControl aria-label={words.viewsLabel} {...segmentLooks} value={look} data={segments(looks, words.views, (one) => (one === look ? undefined : 't'))} onChange={(next) => onLook(next as Look)} />
      </div>
    </PageHead>
  )
}

interface StepProps {
  icon: typeof IconPlus
  name: string
  tip: string
  off?: boolean
  onClick: () => void
}

function Step({ icon: Icon, name, tip, off = false, onClick }: StepProps) {
  return (
    <ActionIcon aria-label={name} data-tip={tip} aria-disabled={off} onClick={() => !off && onClick()}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  )
}
