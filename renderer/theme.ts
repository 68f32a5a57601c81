import type { GlobalThemeOverrides } from 'naive-ui'

/** How the window looks: bright or dark, and with ordinary or high contrast. */
export interface Appearance {
  dark: boolean
  contrast: boolean
}

/** Every colour of the app, light and dark: the one place where a colour is named. */
export const tokens = {
  background: ['#ffffff', '#14181d'],
  panel: ['#f6f7f9', '#1a1f26'],
  line: ['#e5e8ec', '#2a313a'],
  chip: ['#eceff2', '#262d36'],
  text: ['#1b2330', '#e3e8ee'],
  // Darker than drawn, so that it passes 4.5:1 on the panel too.
  dim: ['#5c6775', '#93a0af'],
  faint: ['#98a2b0', '#66717f'],
  // Darker than drawn, as `dim` is, for its own tint.
  accent: ['#0a7b5f', '#4cc9a4'],
  'accent-tint': ['#e6f4ef', '#17352d'],
  'on-accent': ['#ffffff', '#0c1a15'],
  failed: ['#c62f3b', '#ff7a82'],
  'failed-tint': ['#fdecee', '#3a1e22'],
  pending: ['#965900', '#f0b452'],
  'pending-tint': ['#fdf3e1', '#3a2d16'],
  success: ['#8fa39b', '#5f7a70'],
  bars: ['#c9d6d1', '#3b4f49'],
  // The colours a profile may have.
  green: ['#1f9373', '#4cc9a4'],
  violet: ['#7c5cf0', '#8f73ff'],
  amber: ['#b9690a', '#e0831f'],
  slate: ['#667085', '#7f8a98'],
  blue: ['#2f6fdb', '#5b93f5'],
  red: ['#c62f3b', '#ff7a82']
} as const satisfies Record<string, readonly [light: string, dark: string]>

export type Token = keyof typeof tokens

/** What high contrast has otherwise: text at 7:1 and more, lines that can be seen from afar. */
const contrastTokens: Partial<Record<Token, readonly [light: string, dark: string]>> = {
  background: ['#ffffff', '#000000'],
  panel: ['#ffffff', '#000000'],
  line: ['#4d4d4d', '#c4c4c4'],
  chip: ['#ebebeb', '#242424'],
  text: ['#000000', '#ffffff'],
  dim: ['#2e2e2e', '#e2e2e2'],
  faint: ['#595959', '#a8a8a8'],
  accent: ['#004a37', '#5cffcf'],
  'accent-tint': ['#d5f5ea', '#00382a'],
  'on-accent': ['#ffffff', '#000000'],
  failed: ['#8a0010', '#ffacb0'],
  'failed-tint': ['#fff0f1', '#380006'],
  pending: ['#5a3400', '#ffd27a'],
  'pending-tint': ['#fff5e0', '#2d1e00'],
  success: ['#2c5546', '#a4d6c3'],
  bars: ['#5d8474', '#8dbaa8']
}

export function colourOf(token: Token, { dark, contrast }: Appearance): string {
  const pair = (contrast && contrastTokens[token]) || tokens[token]
  return pair[dark ? 1 : 0]
}

/** Writes the tokens as CSS variables (`--accent`) on the page. */
export function applyTokens(root: HTMLElement, appearance: Appearance): void {
  for (const token of Object.keys(tokens) as Token[]) {
    root.style.setProperty(`--${token}`, colourOf(token, appearance))
  }
  root.style.colorScheme = appearance.dark ? 'dark' : 'light'
  root.dataset['contrast'] = appearance.contrast ? 'more' : 'normal'
}

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
export const monoFamily = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

/** The same tokens for naive-ui. */
export function themeOverrides(appearance: Appearance): GlobalThemeOverrides {
  const at = (token: Token) => colourOf(token, appearance)
  return {
    common: {
      primaryColor: at('accent'),
      primaryColorHover: at('accent'),
      primaryColorPressed: at('accent'),
      primaryColorSuppl: at('accent'),
      errorColor: at('failed'),
      errorColorHover: at('failed'),
      warningColor: at('pending'),
      textColorBase: at('text'),
      textColor1: at('text'),
      textColor2: at('text'),
      textColor3: at('dim'),
      borderColor: at('line'),
      dividerColor: at('line'),
      bodyColor: at('background'),
      cardColor: at('background'),
      modalColor: at('background'),
      popoverColor: at('background'),
      borderRadius: '7px',
      fontFamily,
      fontFamilyMono: monoFamily,
      fontSize: '13px',
      fontSizeSmall: '13px',
      heightSmall: '30px',
      heightMedium: '32px'
    },
    Button: {
      textColorPrimary: at('on-accent'),
      textColorHoverPrimary: at('on-accent'),
      textColorPressedPrimary: at('on-accent'),
      textColorFocusPrimary: at('on-accent'),
      fontWeight: '500'
    }
  }
}
