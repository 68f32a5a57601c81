import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { layers } from './eslint.layers.js'

export default defineConfig(
  { ignores: ['node_modules', 'out', 'dist', 'test-results'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } }
  },
  {
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': ['error', { ignores: ['App'] }],
      // A prop without default is undefined, which the types already say.
      'vue/require-default-prop': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // `void` as a type argument is what zod's void schema gives.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Leaving a key out of an object names it once.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }]
    }
  },
  {
    // A view edits the session it is given: that is the store's own reactive object.
    files: ['renderer/views/*.vue'],
    rules: { 'vue/no-mutating-props': ['error', { shallowOnly: true }] }
  },
  {
    // Every word on screen comes from the locales; signs, keys and names are no words.
    files: ['renderer/**/*.vue'],
    rules: {
      'vue/no-bare-strings-in-template': [
        'error',
        {
          allowlist: [
            ...'()[]{},.;:·…—+−×✕✓↑↓←→Δ≠«»?★☆⋯☰⚙▾●○/*'.split(''),
            'Oplog',
            'CSV',
            'JSON',
            'PNG',
            '22:00',
            'F5',
            'Ctrl+E',
            '⌃0',
            '⌃',
            '–'
          ]
        }
      ]
    }
  },
  {
    files: ['electron/runtime/**', 'tests/bench/**', 'tests/support/**'],
    rules: { 'no-console': 'off' }
  },
  ...layers,
  prettier
)
