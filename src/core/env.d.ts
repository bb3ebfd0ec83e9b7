// The one build-time feature core relies on: plugins are found by their folder.
interface ImportMeta {
  glob<T>(pattern: string, options: { eager: true; import: 'default' }): Record<string, T>
}
