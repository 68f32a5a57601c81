import { afterEach, beforeEach } from 'vitest'

/**
 * There is no layout here, so what elements say of their size and place is the test's. Each test gives
 * back what it took: the elements' classes are the same in every test file of a process.
 */
export function useElementProperties(
  properties: () => PropertyDescriptorMap,
  of: () => object = () => HTMLElement.prototype
): void {
  let taken: [name: string, before: PropertyDescriptor | undefined][] = []

  beforeEach(() => {
    const target = of()
    taken = Object.entries(properties()).map(([name, descriptor]) => {
      const before = Object.getOwnPropertyDescriptor(target, name)
      Object.defineProperty(target, name, { ...descriptor, configurable: true })
      return [name, before]
    })
  })

  afterEach(() => {
    const target = of()
    for (const [name, before] of taken) {
      if (before) Object.defineProperty(target, name, before)
      else Reflect.deleteProperty(target, name)
    }
  })
}

/** As high as the table's body says it is, and what stands above and below it, px. */
export function tableHeight(beside: number): PropertyDescriptor {
  return {
    get(this: HTMLElement) {
      const body = this.querySelector<HTMLElement>('.body')
      return beside + Number.parseFloat(body?.style.height ?? '0')
    }
  }
}
