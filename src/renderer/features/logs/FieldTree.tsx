import { UnstyledButton } from '@mantine/core'
import { classes } from '../../parts/classes'
import { texts } from '../../texts'
import styles from './FieldTree.module.css'
import type { FieldNode } from './fields'

const words = texts.logs

interface Props {
  nodes: readonly FieldNode[]
  /** Narrows the list down to lines with, or without, this value. */
  onTerm: (term: string) => void
}

/** The fields of a line, a row each; what has fields of its own folds. */
export function FieldTree({ nodes, onTerm }: Props) {
  return (
    <ul className={styles.list}>
      {nodes.map((node) => (
        <li key={node.name}>{node.value === null ? <Branch node={node} onTerm={onTerm} /> : <Leaf node={node} onTerm={onTerm} />}</li>
      ))}
    </ul>
  )
}

function Branch({ node: { name, kind, inner }, onTerm }: { node: FieldNode; onTerm: Props['onTerm'] }) {
  return (
    <details open={inner.length <= 60}>
      <summary className={styles.summary}>
        <span className={styles.name}>{name}</span>
        <span className={styles.count}>{words.inner[kind === 'list' ? 'list' : 'object'](inner.length)}</span>
      </summary>
      <FieldTree nodes={inner} onTerm={onTerm} />
    </details>
  )
}

function Leaf({ node: { name, value, kind, term }, onTerm }: { node: FieldNode; onTerm: Props['onTerm'] }) {
  return (
    <div className={styles.leaf}>
      <span className={styles.name}>{name}</span>
      <span className={classes(styles.value, styles[kind], 'selectable')}>{value}</span>
      {term && (
        <span className={styles.actions}>
          <UnstyledButton className={styles.action} aria-label={words.onlyOf(term)} data-tip={words.onlyOf(term)} onClick={() => onTerm(term)}>
            {words.only}
          </UnstyledButton>
          <UnstyledButton className={styles.action} aria-label={words.withoutOf(term)} data-tip={words.withoutOf(term)} onClick={() => onTerm(`-${term}`)}>
            {words.without}
          </UnstyledButton>
        </span>
      )}
    </div>
  )
}
