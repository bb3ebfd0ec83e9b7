import { Component, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { texts } from '../texts'
import styles from './PageBoundary.module.css'

interface Props {
  children: ReactNode
}

/** A page that can't be drawn says so in words; the frame and the other pages go on. */
export class PageBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <div className={styles.broken} role="alert">
        <p className={styles.what}>{texts.frame.broken}</p>
        <p>{texts.frame.brokenHint}</p>
        <Button onClick={() => this.setState({ broken: false })}>{texts.frame.tryAgain}</Button>
      </div>
    )
  }
}
