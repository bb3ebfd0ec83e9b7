import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Button.layer.css'
import './styles/global.css'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { watchWindow } from './clock'
import { isPage } from './frame/pages'
import { startMirror } from './store'

// Asked for before anything is drawn, so that the figures are often there with the first frame.
startMirror(isPage)
watchWindow()
createRoot(document.getElementById('root')!).render(<App />)
