/** Vite puts the picture into the bundle. */
declare module '*.png?inline' {
  const dataUrl: string
  export default dataUrl
}
