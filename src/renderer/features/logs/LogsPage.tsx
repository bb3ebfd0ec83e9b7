import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef, useState } from 'react'
import type { LogLine } from '../../../shared/logs'
import { call, sentence } from '../../bridge'
import { Empty } from '../../parts/Empty'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { useAsked } from '../../parts/use-asked'
import { useMedia } from '../../parts/use-media'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { withTerm } from './fields'
import { readFocus } from './focus'
import { JumpField } from './JumpField'
import { LogDetail } from './LogDetail'
import { LogList, type LogListHandle } from './LogList'
import { LogsHead } from './LogsHead'
import styles from './LogsPage.module.css'
import { LogsStatus } from './LogsStatus'
import { NewLines } from './NewLines'
import { NoLines } from './NoLines'
import { SearchField } from './SearchField'
import { useLogView } from './use-log-view'
import { useFresh, useHabit, useJumpOnce, useListFocus, useSameMoment } from './use-page'

const words = texts.logs
const ownAll = 'own'
const habits = { source: 'logs-source', raw: 'logs-raw' }
/** Between two letters most people take less. */
const typingMs = 180
const askSources = () => call('logs.sources')

/** What was logged: the newest as it comes, and anything before, by words, fields and times. */
export default function LogsPage() {
  const [focus] = useState(() => readFocus(useConsole.getState().focus))
  const [source, setSource] = useHabit(habits.source, ownAll, focus.source)
  const [look, setLook] = useHabit(habits.raw, 'pretty')
  const [looks, setLooks] = useState(0)
  const [typed, setTyped] = useState(focus.query)
  const [query] = useDebouncedValue(typed, typingMs)
  const [following, setFollowing] = useState(focus.at === null)
  const [chosen, setChosen] = useState<number | null>(null)
  const [opened, setOpened] = useState(false)
  const [seen, setSeen] = useState<readonly LogLine[]>([])
  const list = useRef<LogListHandle>(null)
  const { value: sources } = useAsked(askSources, looks)
  const open = useLogView(source, query)
  const { state } = open
  const wide = useMedia('(min-width: 1180px)')
  const raw = look === 'raw'

  useFresh(state ? `${state.view} ${state.turn}` : '', () => {
    setChosen(null)
    setOpened(false)
  })
  useJumpOnce(focus.at, state?.phase === 'ready' ? state.view : null, (row) => list.current?.show(row))
  const isThere = state !== null && (state.rows > 0 || open.tail.length > 0)
  useListFocus(isThere, list)
  const noteMoment = useSameMoment(state, following, (row) => list.current?.bring(row))

  const toList = (): void => {
    if (list.current) list.current.focus()
    else (document.activeElement as HTMLElement | null)?.blur()
  }
  const close = (): void => {
    setOpened(false)
    toList()
  }
  const narrow = (term: string): void => setTyped(withTerm(typed, term))
  return (
    <div className={classes(page.page, styles.page)} data-keys="page">
      <LogsHead
        source={source}
        sources={sources}
        raw={raw}
        following={following}
        onSource={(next) => {
          setFollowing(true)
          setSource(next)
        }}
        onLook={() => setLooks((count) => count + 1)}
        onRaw={(next) => setLook(next ? 'raw' : 'pretty')}
        onFollow={setFollowing}
      >
        {state && (
          <JumpField
            view={state.view}
            onLeave={toList}
            onRow={(row) => {
              list.current?.show(row)
              list.current?.focus()
            }}
          />
        )}
      </LogsHead>
      <div className={styles.searching}>
        <SearchField query={typed} error={open.queryFault?.message ?? null} lines={seen} onChange={setTyped} onLeave={toList} />
        {state && <LogsStatus state={state} filtered={open.query.trim() !== ''} />}
      </div>
      {state?.problem && <Problem words={state.problem} />}
      {sources?.problem && <Problem words={sources.problem} />}
      <div className={classes(styles.panes, opened && (wide ? styles.beside : styles.below))}>
        <section className={styles.list} aria-label={words.shown}>
          {open.fault && (
            <Empty title={words.failed} hint={sentence(open.fault)}>
              <Button className={styles.step} onClick={open.again}>{words.tryAgain}</Button>
              {source !== ownAll && (
                <Button className={styles.step} onClick={() => setSource(ownAll)}>
                  {words.showOwn}
                </Button>
              )}
            </Empty>
          )}
          {state && !isThere && <NoLines state={state} query={open.query} onClear={() => setTyped('')} />}
          {state && isThere && (
            <LogList
              ref={list}
              state={state}
              tail={open.tail}
              raw={raw}
              following={following}
              chosen={chosen}
              onFollow={setFollowing}
              onChoose={setChosen}
              onOpen={(row) => {
                setFollowing(false)
                setChosen(row)
                setOpened(true)
              }}
              onEscape={() => setOpened(false)}
              onLook={() => setLook(raw ? 'pretty' : 'raw')}
              onSeen={(lines) => {
                setSeen(lines)
                noteMoment(lines)
              }}
            />
          )}
          {state && <NewLines key={`${state.view} ${following}`} state={state} following={following} onFollow={() => setFollowing(true)} />}
        </section>
        {opened && chosen !== null && state && <LogDetail view={state.view} row={chosen} raw={raw} onTerm={narrow} onClose={close} />}
      </div>
    </div>
  )
}

function Problem({ words: said }: { words: string }) {
  return (
    <output className={styles.problem}>
      <StatusMark status="warning" size={14} /> {said}
    </output>
  )
}
